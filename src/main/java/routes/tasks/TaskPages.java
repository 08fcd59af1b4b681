package routes.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.tasks.TaskWorkshop.Tools;
import routes.tasks.tracker.Readiness;
import routes.tasks.tracker.TaskIds;
import routes.tasks.tracker.Tracker;
import routes.tasks.tracker.TrackerContent;
import routes.tasks.tracker.TrackerTask;

/** What the HTTP interface and the pages ask of the tracker. Thread-safe. */
public final class TaskPages {
  private final TaskWorkshop workshop;
  private final ObjectMapper json = new ObjectMapper();

  /** Makes it. */
  public TaskPages(TaskWorkshop workshop) {
    this.workshop = workshop;
  }

  /** The row of the task in variable task_id; null when the tracker has none. */
  public @Nullable Map<String, Object> lookup(@Variable("task_id") String id)
      throws IOException, InterruptedException {
    Tools tools = workshop.open();
    TrackerTask task = tools.tracker().find(TaskIds.check("task_id", id));
    return task == null ? null : TaskRow.of(tools, task);
  }

  /**
   * Lets a task go on to a run.
   *
   * @throws TaskRefusedException when it is closed, or waits for another
   */
  public void startable(@Body Map<String, Object> row) throws IOException, InterruptedException {
    Tools tools = workshop.open();
    String id = String.valueOf(row.get("task_id"));
    TrackerTask task = tools.tracker().find(id);
    if (task == null || task.closed()) {
      throw new TaskRefusedException(
          "Task %s is closed in the tracker: reopen it to have it done again.".formatted(id));
    }
    List<String> waits = tools.tracker().waitsFor(task);
    if (!waits.isEmpty()) {
      throw new TaskRefusedException(
          "Task %s waits for %s: close that first.".formatted(id, String.join(", ", waits)));
    }
  }

  /**
   * Ends a request for a task that a run has.
   *
   * @param row null when a run has it
   */
  public void free(@Body @Nullable Object row, @Variable("task_id") String id) {
    if (row == null) {
      throw new TaskRefusedException(
          "Task %s is being done already: follow its run, or cancel it.".formatted(id));
    }
  }

  /** 202 with the run's id and where to look. */
  public void accepted(
      Exchange exchange, @Variable("task_id") String id, @Variable("run") String run)
      throws JsonProcessingException {
    String self = "/api/v1/tasks/" + id;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("task_id", id);
    answer.put("workflow_run_id", run);
    answer.put("status", "submitted");
    answer.put("links", Map.of("self", self));
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Location", self);
    message.setBody(write(answer));
  }

  /** What the tracker says of the task in variable task_id; empty texts when it is not there. */
  public Map<String, Object> known(@Variable("task_id") String id)
      throws IOException, InterruptedException {
    TaskIds.check("task_id", id);
    Tools tools = workshop.tools();
    TrackerTask task = tools == null ? null : tools.tracker().find(id);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("repository", tools == null ? "" : tools.name());
    row.put("task_id", id);
    row.put("title", task == null ? "" : task.title());
    row.put("text", task == null ? "" : task.text());
    row.put("priority", task == null ? null : task.priority());
    row.put("tracker_status", task == null ? null : task.status());
    return row;
  }

  /**
   * All that the tracker has, as JSON texts.
   *
   * @param asked limit and offset, which go on
   */
  public Map<String, Object> overview(@Body Map<String, Object> asked)
      throws IOException, InterruptedException {
    Map<String, Object> row = new HashMap<>(asked);
    Tools tools = workshop.tools();
    List<Map<String, Object>> tasks = new ArrayList<>();
    row.put("configured", tools != null);
    row.put("repository", tools == null ? "" : tools.name());
    List<String> problems = List.of(TaskWorkshop.unset());
    if (tools != null) {
      Tracker.View view = look(tools);
      problems = view.content().problems();
      for (TrackerTask task : view.content().tasks().values()) {
        tasks.add(shown(tools, view, task));
      }
    }
    row.put("problems", write(problems));
    row.put("tracker", write(tasks));
    return row;
  }

  private static Tracker.View look(Tools tools) throws InterruptedException {
    try {
      return tools.tracker().look();
    } catch (IOException e) {
      String sentence = String.valueOf(e.getMessage());
      return new Tracker.View(List.of(), new TrackerContent(Map.of(), List.of(sentence)));
    }
  }

  private static Map<String, Object> shown(Tools tools, Tracker.View view, TrackerTask task) {
    Map<String, Object> shown = TaskRow.of(tools, task);
    boolean ready = view.ready().contains(task);
    shown.put("tracker_status", task.status());
    shown.put("type", task.type());
    shown.put("ready", ready);
    shown.put(
        "waits_for", ready || task.closed() ? List.of() : Readiness.waitsFor(view.content(), task));
    return shown;
  }

  private String write(Object value) throws JsonProcessingException {
    return json.writeValueAsString(value);
  }
}
