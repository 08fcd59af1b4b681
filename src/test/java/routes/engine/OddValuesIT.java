package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.google.protobuf.Timestamp;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.events.PushEventRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.v1.CancelTasksRequest;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TasksFilter;
import routes.protocol.workflows.PauseRateLimitRequest;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.ScheduleWorkflowRequest;

/** Values that the database cannot keep are refused, and the engine goes on. */
class OddValuesIT {

  /** Milliseconds taken for seconds. */
  private static final Timestamp FAR =
      Timestamp.newBuilder().setSeconds(1_700_000_000_000L).build();

  private static final Timestamp LAST = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build();

  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
    harness.put(workflow("odd", task("odd:t")));
    harness
        .workflows()
        .putRateLimit(PutRateLimitRequest.newBuilder().setKey("odd").setLimit(3).build());
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static Arguments row(String field, Consumer<EngineHarness> call) {
    return Arguments.of(field, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(FAR, LAST)
        .flatMap(
            time ->
                Stream.of(
                    row(
                        "created_at",
                        to ->
                            to.events()
                                .putLog(
                                    PutLogRequest.newBuilder()
                                        .setTaskRunExternalId(to.trigger("odd", "{}"))
                                        .setMessage("m")
                                        .setCreatedAt(time)
                                        .build())),
                    row(
                        "schedules",
                        to ->
                            to.workflows()
                                .scheduleWorkflow(
                                    ScheduleWorkflowRequest.newBuilder()
                                        .setName("odd")
                                        .setInput("{}")
                                        .addSchedules(time)
                                        .build())),
                    row(
                        "paused_until",
                        to ->
                            to.workflows()
                                .pauseRateLimit(
                                    PauseRateLimitRequest.newBuilder()
                                        .setKey("odd")
                                        .setPausedUntil(time)
                                        .build())),
                    row(
                        "since",
                        to ->
                            to.admin()
                                .cancelTasks(
                                    CancelTasksRequest.newBuilder()
                                        .setFilter(TasksFilter.newBuilder().setSince(time))
                                        .build())),
                    row(
                        "key",
                        to ->
                            to.workflows()
                                .putRateLimit(
                                    PutRateLimitRequest.newBuilder()
                                        .setKey("\u5b57".repeat(1_000))
                                        .setLimit(3)
                                        .build()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void isRefusedByItsName(String field, Consumer<EngineHarness> call) {
    assertThatThrownBy(() -> call.accept(harness))
        .hasMessageStartingWith("INVALID_ARGUMENT: invalid " + field);
    assertThat(harness.trigger("odd", "{}")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void isRefusedOverHttpToo(String query) {
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    String path = "/api/v1/stable/tenants/" + harness.engine.tenantId() + "/" + query;
    assertThat(rest.get(path)).returns(400, RestClient.Answer::status);
  }

  static Stream<String> queries() {
    return Stream.of(
        "workflow-runs?only_tasks=false&since=%2B300000-01-01T00:00:00Z",
        "workflow-runs?only_tasks=false&since=2026-01-01T00:00:00Z&additional_metadata=a%00:b");
  }

  /** An outcome is not lost for the delay that it asks for. */
  @Test
  void aRetryInThousandsOfYearsIsOneInAYear() throws Exception {
    harness.put(workflow("patient", task("patient:t").setRetries(1)));
    WorkerClient worker = harness.worker("patient:t");
    String run = harness.trigger("patient", "{}");
    AssignedAction action = worker.take();
    var unused =
        harness
            .dispatcher()
            .sendStepActionEvent(
                StepActionEvent.newBuilder()
                    .setWorkerId(worker.id())
                    .setTaskRunExternalId(action.getTaskRunExternalId())
                    .setTaskId(action.getTaskId())
                    .setActionId(action.getActionId())
                    .setEventType(StepActionEventType.STEP_EVENT_TYPE_FAILED)
                    .setEventPayload("no")
                    .setRetryCount(action.getRetryCount())
                    .setRetryAfterMs(Long.MAX_VALUE)
                    .build());
    assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void aTimeoutIsNotPushedOutOfTime() throws Exception {
    harness.put(workflow("long", task("long:t")));
    WorkerClient worker = harness.worker("long:t");
    harness.trigger("long", "{}");
    AssignedAction action = worker.take();
    RefreshTimeoutRequest more =
        RefreshTimeoutRequest.newBuilder()
            .setTaskRunExternalId(action.getTaskRunExternalId())
            .setIncrementTimeoutBy("87600h")
            .build();
    assertThatThrownBy(() -> harness.dispatcher().refreshTimeout(more))
        .hasMessageStartingWith("INVALID_ARGUMENT: invalid increment_timeout_by");
  }

  /** Stars one behind the other took a regular expression for ever. */
  @Test
  void anEventIsComparedWithAnyPatternAtOnce() {
    harness.put(workflow("stars", task("stars:t")).addEventTriggers("*a".repeat(10) + "*b"));
    assertThat(
            harness
                .events()
                .push(
                    PushEventRequest.newBuilder()
                        .setKey("a".repeat(400))
                        .setPayload("{}")
                        .setEventTimestamp(Timestamp.newBuilder().setSeconds(1_700_000_000))
                        .build())
                .getEventId())
        .isNotEmpty();
  }
}
