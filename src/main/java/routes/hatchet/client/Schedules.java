package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.protocol.workflows.ScheduleWorkflowRequest;
import routes.protocol.workflows.WorkflowServiceGrpc;

/** Plans runs: once, or by cron. Thread-safe. */
public final class Schedules {

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final Calls calls;
  private final WorkflowNames names;
  private final RestApi rest;

  Schedules(
      HatchetClientConfiguration configuration,
      Connection connection,
      Calls calls,
      WorkflowNames names,
      RestApi rest) {
    this.configuration = configuration;
    this.connection = connection;
    this.calls = calls;
    this.names = names;
    this.rest = rest;
  }

  /**
   * Plans one run.
   *
   * @param at when; a time that has passed means now
   * @return id of the scheduled run
   */
  public String once(RunRequest run, Instant at) {
    names.check(run.workflow());
    ScheduleWorkflowRequest.Builder request =
        ScheduleWorkflowRequest.newBuilder()
            .setName(configuration.namespaced(run.workflow()))
            .addSchedules(Times.timestamp(at))
            .setInput(JsonObjects.text("input of a run of " + run.workflow(), run.input()));
    if (!run.options().metadata().isEmpty()) {
      request.setAdditionalMetadata(
          JsonObjects.text("metadata of a run of " + run.workflow(), run.options().metadata()));
    }
    if (run.options().priority() != null) {
      request.setPriority(run.options().priority());
    }
    RunRequest.Parent parent = run.options().parent();
    if (parent != null) {
      request
          .setParentId(parent.runId())
          .setParentTaskRunExternalId(parent.taskRunId())
          .setChildIndex(parent.index());
      if (parent.key() != null) {
        request.setChildKey(parent.key());
      }
    }
    return calls
        .once(
            "scheduling " + run.workflow(),
            Duration.ofSeconds(30),
            WorkflowServiceGrpc.newBlockingStub(connection.channel()),
            s -> s.scheduleWorkflow(request.build()))
        .getScheduledWorkflowsList()
        .stream()
        .findFirst()
        .map(scheduled -> scheduled.getId())
        .orElse("");
  }

  /**
   * Plans runs by a cron expression, in UTC, by REST.
   *
   * @param name name of the plan, unique among those of the workflow
   * @param expression five fields, or six with leading seconds
   * @return id of the plan
   */
  public String cron(
      String workflow,
      String name,
      String expression,
      @Nullable Object input,
      Map<String, Object> metadata,
      @Nullable Integer priority) {
    names.check(workflow);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("cronName", name);
    body.put("cronExpression", expression);
    body.put("input", JsonObjects.node("input of a run of " + workflow, input));
    body.put("additionalMetadata", metadata);
    if (priority != null) {
      body.put("priority", priority);
    }
    JsonNode answer =
        rest.send(
            "POST",
            rest.tenant(
                "/workflows/" + RestApi.encode(configuration.namespaced(workflow)) + "/crons"),
            body);
    return answer.path("metadata").path("id").asText();
  }
}
