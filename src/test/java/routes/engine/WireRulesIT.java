package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.engine.model.Json;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.HeartbeatRequest;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.ReleaseSlotRequest;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.dispatcher.WorkerRegisterRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.CreateWorkflowVersionResponse;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TriggerWorkflowRequest;

/** What is said and answered on the wire, where no SDK shows it. */
class WireRulesIT {
  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call).hasMessageStartingWith(code);
  }

  @Test
  void theVersionIsOneWhoseSurfaceIsOffered() {
    String version =
        harness.dispatcher().getVersion(GetVersionRequest.getDefaultInstance()).getVersion();
    assertThat(version).matches("v\\d+\\.\\d+\\.\\d+");
    List<Integer> parts =
        Stream.of(version.substring(1).split("\\.", -1)).map(Integer::valueOf).toList();
    assertThat(parts.get(0) > 0 || parts.get(1) > 88).as(version).isTrue();
  }

  @Test
  void compressedRequestsAreTaken() {
    harness.put(workflow("zipped", task("zipped:t")));
    String run =
        harness
            .workflows()
            .withCompression("gzip")
            .triggerWorkflow(
                TriggerWorkflowRequest.newBuilder()
                    .setName("zipped")
                    .setInput("{\"x\":\"" + "y".repeat(100_000) + "\"}")
                    .build())
            .getWorkflowRunId();
    assertThat(harness.details(run).getInput().size()).isEqualTo(100_008);
  }

  @Test
  void anUnchangedDefinitionIsTheSameVersionAndAChangedOneANewOne() {
    CreateWorkflowVersionRequest.Builder definition = workflow("versioned", task("versioned:t"));
    CreateWorkflowVersionResponse first = harness.admin().putWorkflow(definition.build());
    CreateWorkflowVersionResponse again = harness.admin().putWorkflow(definition.build());
    CreateWorkflowVersionResponse changed =
        harness
            .admin()
            .putWorkflow(workflow("versioned", task("versioned:t").setRetries(2)).build());
    assertThat(again).isEqualTo(first);
    assertThat(changed.getWorkflowId()).isEqualTo(first.getWorkflowId());
    assertThat(changed.getId()).isNotEqualTo(first.getId());
  }

  static Stream<Arguments> badDefinitions() {
    return Stream.of(
        Arguments.of("bad cron", workflow("bad", task("bad:t")).addCronTriggers("every day")),
        Arguments.of(
            "CEL expression is required for concurrency",
            workflow("bad", task("bad:t")).setConcurrency(Concurrency.getDefaultInstance())),
        Arguments.of(
            "invalid limit_strategy",
            workflow("bad", task("bad:t"))
                .addConcurrencyArr(
                    Concurrency.newBuilder()
                        .setExpression("'k'")
                        .setLimitStrategy(ConcurrencyLimitStrategy.DROP_NEWEST))),
        Arguments.of("has no tasks", workflow("bad")),
        Arguments.of("is there twice", workflow("bad", task("bad:t"), task("bad:t"))),
        Arguments.of("invalid retries", workflow("bad", task("bad:t").setRetries(-1))),
        Arguments.of("soon", workflow("bad", task("bad:t").setTimeout("soon"))),
        Arguments.of("backoff_factor", workflow("bad", task("bad:t").setBackoffFactor(0.5f))),
        Arguments.of("priority", workflow("bad", task("bad:t")).setDefaultPriority(4)),
        Arguments.of("workflow name", workflow("a bad name", task("bad:t"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badDefinitions")
  void aBadDefinitionIsRefusedWithTheReason(
      String reason, CreateWorkflowVersionRequest.Builder definition) {
    assertThatThrownBy(() -> harness.put(definition))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(reason.equals("bad cron") ? "every day" : reason);
  }

  @Test
  void anActionHasAllThatTheSdksRead() throws InterruptedException {
    harness.put(workflow("payload", task("payload:a"), task("payload:b", "a")));
    WorkerClient worker = harness.worker("payload:a", "payload:b");
    String run = harness.trigger("payload", "{\"n\":5}");
    worker.complete(worker.take(), "{\"va\":1}");
    AssignedAction action = worker.take();
    assertThat(action.getActionType()).isEqualTo(ActionType.START_STEP_RUN);
    assertThat(action.getGetGroupKeyRunId()).isEmpty();
    assertThat(action.getJobRunId()).isEqualTo(action.getTaskRunExternalId());
    assertThat(action.getWorkflowRunId()).isEqualTo(run);
    assertThat(action.getTenantId()).isEqualTo(harness.engine.tenantId().toString());
    assertThat(action.hasDurableTaskInvocationCount()).isFalse();
    assertThat(action.getAdditionalMetadata()).isIn("", "{}");
    JsonNode payload = Json.tree(action.getActionPayload());
    assertThat(payload)
        .isEqualTo(
            Json.tree(
                """
                {"input": {"n": 5}, "triggered_by": "manual", "parents": {"a": {"va": 1}},
                 "triggers": {"filter_payload": null}, "user_data": null, "overrides": null}\
                """));
    worker.complete(action, "{}");
  }

  @Test
  void aReportNeedsAKnownTaskAndNothingElse() throws InterruptedException {
    StepActionEvent.Builder event =
        StepActionEvent.newBuilder()
            .setEventType(StepActionEventType.STEP_EVENT_TYPE_COMPLETED)
            .setEventPayload("{\"by\":\"a stranger\"}")
            .setWorkerId("my worker's name");
    for (String id : List.of("", "nonsense", UUID.randomUUID().toString())) {
      event.setTaskRunExternalId(id);
      refused("INVALID_ARGUMENT", () -> send(event));
    }
    harness.put(workflow("reported", task("reported:t")));
    WorkerClient worker = harness.worker("reported:t");
    String run = harness.trigger("reported", "{}");
    AssignedAction action = worker.take();
    worker.send(action, StepActionEventType.STEP_EVENT_TYPE_ACKNOWLEDGED, "");
    worker.started(action);
    worker.started(action);
    assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.RUNNING);
    event.setTaskRunExternalId(run);
    assertThat(send(event)).isEqualTo("my worker's name");
    assertThat(harness.finished(run).getTaskRunsOrThrow("t").getOutput().toStringUtf8())
        .isEqualTo("{\"by\":\"a stranger\"}");
  }

  private static String send(StepActionEvent.Builder event) {
    return harness.dispatcher().sendStepActionEvent(event.build()).getWorkerId();
  }

  @Test
  void aWorkerMayReportThatItCancelledATask() throws InterruptedException {
    harness.put(workflow("gaveup", task("gaveup:t").setRetries(3)));
    WorkerClient worker = harness.worker("gaveup:t");
    String run = harness.trigger("gaveup", "{}");
    worker.send(worker.take(), StepActionEventType.STEP_EVENT_TYPE_CANCELLED, "");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void anyJsonIsAnOutputOfATaskWithoutChildren() throws InterruptedException {
    harness.put(workflow("verbatim", task("verbatim:t")));
    WorkerClient worker = harness.worker("verbatim:t");
    for (String output : List.of("null", "[]", "\"text\"", "5", "{\"a\":1,\"a\":2}", "1e400", "")) {
      String run = harness.trigger("verbatim", "{}");
      worker.complete(worker.take(), output);
      GetRunDetailsResponse details = harness.finished(run);
      assertThat(details.getStatus()).as(output).isEqualTo(RunStatus.COMPLETED);
      assertThat(details.getTaskRunsOrThrow("t").getOutput().toStringUtf8()).isEqualTo(output);
    }
  }

  @Test
  void aRegistrationHasOneKindOfSlotsAndAHundredByDefault() {
    WorkerRegisterRequest.Builder worker =
        WorkerRegisterRequest.newBuilder().setWorkerName("counted").addActions("counted:t");
    refused(
        "INVALID_ARGUMENT",
        () ->
            harness
                .dispatcher()
                .register(worker.clone().setSlots(1).putSlotConfig("default", 1).build()));
    String id = harness.dispatcher().register(worker.build()).getWorkerId();
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    assertThat(rest.get("/api/v1/workers/" + id).json().at("/slotConfig/default/limit").intValue())
        .isEqualTo(100);
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String nobody = UUID.randomUUID().toString();
    refused(
        "NOT_FOUND",
        () ->
            harness
                .dispatcher()
                .heartbeat(HeartbeatRequest.newBuilder().setWorkerId(nobody).build()));
    refused(
        "NOT_FOUND",
        () ->
            harness
                .dispatcher()
                .releaseSlot(ReleaseSlotRequest.newBuilder().setTaskRunExternalId(nobody).build()));
    refused("NOT_FOUND: workflow run not found", () -> harness.details(nobody));
    refused("INVALID_ARGUMENT", () -> harness.details("nonsense"));
    refused("NOT_FOUND", () -> log(nobody, "a line", "INFO"));
    refused("NOT_FOUND", () -> refresh(nobody));
  }

  private static void refresh(String task) {
    var unused =
        harness
            .dispatcher()
            .refreshTimeout(
                RefreshTimeoutRequest.newBuilder()
                    .setTaskRunExternalId(task)
                    .setIncrementTimeoutBy("10s")
                    .build());
  }

  private static void log(String task, String message, String level) {
    var unused =
        harness
            .events()
            .putLog(
                PutLogRequest.newBuilder()
                    .setTaskRunExternalId(task)
                    .setMessage(message)
                    .setLevel(level)
                    .build());
  }

  @Test
  void aLogLineHasALevelAndALength() {
    harness.put(workflow("logged", task("logged:t")));
    String run = harness.trigger("logged", "{}");
    log(run, "y".repeat(10_000), "WARN");
    refused("INVALID_ARGUMENT", () -> log(run, "", "INFO"));
    refused("INVALID_ARGUMENT", () -> log(run, "y".repeat(10_001), "INFO"));
    refused("INVALID_ARGUMENT", () -> log(run, "a line", "LOUD"));
    refused("NOT_FOUND", () -> refresh(run));
  }
}
