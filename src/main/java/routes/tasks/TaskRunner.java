package routes.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.TaskContext;
import routes.lending.json.StrictJson;
import routes.protocol.v1.RunStatus;
import routes.tasks.TaskWorkshop.Tools;
import routes.tasks.tracker.TaskIds;
import routes.tasks.tracker.Tracker;
import routes.tasks.tracker.TrackerTask;
import routes.workflow.EngineRuns;

/**
 * What the runner and the steps around an execution ask of the tracker and the engine. Thread-safe.
 */
public final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger("routes.tasks");
  private static final int MOST_EVENT = 64 * 1024;

  private static final Pattern RUN = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final TaskWorkshop workshop;

  /** What was said last, so that it is said once and not at every look. */
  private final AtomicReference<String> said = new AtomicReference<>("");

  /** Makes the runner. */
  public TaskRunner(TaskWorkshop workshop) {
    this.workshop = workshop;
  }

  /** The ready tasks as rows, the most urgent first; none where nothing is configured. */
  public List<Map<String, Object>> ready() throws InterruptedException {
    Tools tools = workshop.tools();
    if (tools == null) {
      say("Task runner is idle. " + TaskWorkshop.unset());
      return List.of();
    }
    try {
      Tracker.View view = tools.tracker().look();
      say(String.join(" ", view.content().problems()));
      return view.ready().stream().map(task -> TaskRow.of(tools, task)).toList();
    } catch (IOException e) {
      say(String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void say(String sentence) {
    if (!sentence.equals(said.getAndSet(sentence)) && !sentence.isEmpty()) {
      if (workshop.tools() == null) {
        LOG.info("{}", sentence);
      } else {
        LOG.warn("{}", sentence);
      }
    }
  }

  /**
   * Reads an event.
   *
   * @return the input of a run, {@code {"task_id"}}
   * @throws IllegalArgumentException naming what is wrong
   */
  public Map<String, Object> request(byte @Nullable [] event) {
    JsonNode read = StrictJson.read(event, "The event", MOST_EVENT);
    JsonNode id = read.path("task_id");
    return Map.of(
        "task_id",
        TaskIds.check("task_id", id.isTextual() ? id.asText() : id.isMissingNode() ? null : id));
  }

  /**
   * The row of the task that a run's input names.
   *
   * @throws IllegalArgumentException if it names none
   * @throws TaskRefusedException if the tracker has no such task
   */
  public Map<String, Object> named(@Body Map<String, Object> body)
      throws IOException, InterruptedException {
    Object input = body.get("input");
    String id =
        TaskIds.check("task_id", input instanceof Map<?, ?> map ? map.get("task_id") : null);
    Tools tools = workshop.open();
    TrackerTask task = tools.tracker().find(id);
    if (task == null) {
      throw new TaskRefusedException(
          "The tracker has no task %s that can be read: correct the id, or its line."
              .formatted(id));
    }
    return TaskRow.of(tools, task);
  }

  /**
   * Who holds the task of a run of task-execution: the run that its input names, or it itself. What
   * an engine tells as the parent's run is not asked: Hatchet tells another id there.
   */
  public String holder(
      @Header(HatchetConstants.WORKFLOW_RUN_ID) String run,
      @ExchangeProperty(HatchetConstants.TASK) TaskContext attempt) {
    return attempt.task().input().get("holder") instanceof String given
            && RUN.matcher(given).matches()
        ? given
        : run;
  }

  /** What a run says that had nothing to do. */
  public Map<String, Object> skipped(
      @Variable("task_id") String id, @Variable("reason") String reason) {
    LOG.info("{}", reason);
    return Map.of("task_id", id, "skipped", true, "reason", reason);
  }

  /**
   * Ends a run whose task another one has.
   *
   * @param row what direct:tasks.hold has left: null when the task is another's
   * @throws TaskRefusedException with the reason
   */
  public void held(@Body @Nullable Object row, @Variable("reason") @Nullable String reason) {
    if (row == null) {
      throw new TaskRefusedException(String.valueOf(reason));
    }
  }

  /**
   * The key of the next child: the same as long as the newest has not failed, so that an attempt
   * after a crash finds it again.
   *
   * @param children ids of the runs that this run has started for the task
   */
  public String childKey(@Body List<Map<String, Object>> children, Exchange exchange) {
    int failed = 0;
    for (Map<String, Object> child : children) {
      RunDetails run = EngineRuns.of(exchange).find(String.valueOf(child.get("workflow_run_id")));
      if (run == null || run.status() == RunStatus.FAILED || run.status() == RunStatus.CANCELLED) {
        failed++;
      }
    }
    return "attempt-" + (failed + 1);
  }
}
