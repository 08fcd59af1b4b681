package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.google.protobuf.Timestamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.model.Json;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.BulkPushEventRequest;
import routes.protocol.events.PushEventRequest;
import routes.protocol.v1.CancelTasksRequest;
import routes.protocol.v1.ReplayTasksRequest;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TasksFilter;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.ScheduleWorkflowRequest;

/** What may be asked for when runs are started, cancelled and replayed. */
class TriggerRulesIT {
  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
    harness.put(workflow("asked", task("asked:t")));
    harness.put(workflow("other", task("other:t")));
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call).hasMessageStartingWith(code);
  }

  private static TriggerWorkflowRequest.Builder request() {
    return TriggerWorkflowRequest.newBuilder().setName("asked").setInput("{}");
  }

  private static String trigger(TriggerWorkflowRequest.Builder request) {
    return harness.workflows().triggerWorkflow(request.build()).getWorkflowRunId();
  }

  @Test
  void wrongRequestsAreRefused() {
    refused("INVALID_ARGUMENT", () -> trigger(request().setPriority(0)));
    refused("INVALID_ARGUMENT", () -> trigger(request().setPriority(4)));
    refused("INVALID_ARGUMENT", () -> trigger(request().setInput("{nonsense")));
    refused("INVALID_ARGUMENT", () -> trigger(request().setAdditionalMetadata("{nonsense")));
    refused("INVALID_ARGUMENT", () -> trigger(request().setDesiredWorkerId("nonsense")));
    refused("INVALID_ARGUMENT", () -> trigger(request().setParentTaskRunExternalId("nonsense")));
    refused(
        "NOT_FOUND",
        () -> trigger(request().setParentTaskRunExternalId(UUID.randomUUID().toString())));
    assertThat(trigger(request().setDesiredWorkerId("").setParentTaskRunExternalId("")))
        .isNotEmpty();
  }

  @Test
  void anInputThatIsNoObjectIsNullAndSuchMetadataAreDropped() throws InterruptedException {
    harness.put(workflow("nullable", task("nullable:t")));
    WorkerClient worker = harness.worker("nullable:t");
    for (String input : List.of("", "null", "[1]", "5")) {
      trigger(request().setName("nullable").setInput(input).setAdditionalMetadata("[1]"));
      AssignedAction action = worker.take();
      assertThat(Json.tree(action.getActionPayload()).get("input").isNull()).as(input).isTrue();
      assertThat(action.getAdditionalMetadata()).isIn("", "{}");
      worker.complete(action, "{}");
    }
  }

  @Test
  void aChildIsKnownByItsKeyOrItsIndexWhateverItsWorkflow() throws InterruptedException {
    harness.put(workflow("begetter", task("begetter:t")));
    WorkerClient worker = harness.worker("begetter:t");
    harness.trigger("begetter", "{}");
    AssignedAction parent = worker.take();
    TriggerWorkflowRequest child =
        request()
            .setParentId(parent.getWorkflowRunId())
            .setParentTaskRunExternalId(parent.getTaskRunExternalId())
            .setChildIndex(0)
            .build();
    String first = trigger(child.toBuilder());
    assertThat(trigger(child.toBuilder().setChildKey("0"))).isEqualTo(first);
    assertThat(trigger(child.toBuilder().setChildIndex(7).setChildKey("0"))).isEqualTo(first);
    assertThat(trigger(child.toBuilder().setName("other"))).isEqualTo(first);
    assertThat(trigger(child.toBuilder().setChildKey("another"))).isNotEqualTo(first);
    assertThat(trigger(child.toBuilder().clearChildIndex())).isNotEqualTo(first);
    refused("INVALID_ARGUMENT", () -> schedule(parent, "asked"));
    worker.complete(parent, "{}");
  }

  private static void schedule(AssignedAction parent, String name) {
    var unused =
        harness
            .workflows()
            .scheduleWorkflow(
                ScheduleWorkflowRequest.newBuilder()
                    .setName(name)
                    .setInput("{}")
                    .addSchedules(Timestamp.newBuilder().setSeconds(4_000_000_000L))
                    .setParentId(parent.getWorkflowRunId())
                    .setParentTaskRunExternalId(parent.getTaskRunExternalId())
                    .build());
  }

  @Test
  void anUnknownWorkflowCannotBeScheduled() {
    refused(
        "NOT_FOUND: workflow not found",
        () ->
            harness
                .workflows()
                .scheduleWorkflow(
                    ScheduleWorkflowRequest.newBuilder()
                        .setName("nobody")
                        .setInput("{}")
                        .addSchedules(Timestamp.newBuilder().setSeconds(4_000_000_000L))
                        .build()));
  }

  @Test
  void eventsAreCheckedAndAThousandFitIntoOneCall() {
    PushEventRequest event =
        PushEventRequest.newBuilder().setKey("nobody:listens").setPayload("{}").build();
    refused(
        "INVALID_ARGUMENT",
        () -> harness.events().push(event.toBuilder().setPayload("{nonsense").build()));
    refused(
        "INVALID_ARGUMENT",
        () -> harness.events().push(event.toBuilder().setAdditionalMetadata("{nonsense").build()));
    refused(
        "INVALID_ARGUMENT",
        () -> harness.events().push(event.toBuilder().setPayload("{\"a\":\"\\u0000\"}").build()));
    refused(
        "INVALID_ARGUMENT", () -> harness.events().push(event.toBuilder().setPriority(9).build()));
    BulkPushEventRequest.Builder bulk = BulkPushEventRequest.newBuilder();
    refused("INVALID_ARGUMENT", () -> harness.events().bulkPush(bulk.build()));
    for (int i = 0; i < 1_000; i++) {
      bulk.addEvents(event);
    }
    assertThat(harness.events().bulkPush(bulk.build()).getEventsCount()).isEqualTo(1_000);
    bulk.addEvents(event);
    refused("INVALID_ARGUMENT", () -> harness.events().bulkPush(bulk.build()));
  }

  @Test
  void cancelAndReplayTakeIdsOrAFilter() {
    TasksFilter filter =
        TasksFilter.newBuilder()
            .setSince(Timestamp.newBuilder().setSeconds(1))
            .addAdditionalMetadata("batch:nobody")
            .build();
    String id = UUID.randomUUID().toString();
    refused(
        "INVALID_ARGUMENT",
        () ->
            harness
                .admin()
                .cancelTasks(
                    CancelTasksRequest.newBuilder().addExternalIds(id).setFilter(filter).build()));
    refused(
        "INVALID_ARGUMENT",
        () -> harness.admin().cancelTasks(CancelTasksRequest.getDefaultInstance()));
    refused(
        "INVALID_ARGUMENT",
        () ->
            harness
                .admin()
                .replayTasks(ReplayTasksRequest.newBuilder().addExternalIds("nonsense").build()));
    assertThat(
            harness
                .admin()
                .cancelTasks(CancelTasksRequest.newBuilder().setFilter(filter).build())
                .getCancelledTasksCount())
        .isZero();
  }

  @Test
  void aFilterOnMetadataCancelsWhatIsQueuedAndNothingElse() {
    String one = trigger(request().setAdditionalMetadata("{\"batch\":\"b1\"}"));
    String two = trigger(request().setAdditionalMetadata("{\"batch\":\"b2\"}"));
    TasksFilter.Builder filter =
        TasksFilter.newBuilder()
            .setSince(Timestamp.newBuilder().setSeconds(1))
            .addAdditionalMetadata("batch:b1");
    assertThat(
            harness
                .admin()
                .cancelTasks(CancelTasksRequest.newBuilder().setFilter(filter).build())
                .getCancelledTasksList())
        .containsExactly(one);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(harness.details(one).getStatus()).isEqualTo(RunStatus.CANCELLED));
    assertThat(harness.details(two).getStatus()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void aReplayedTaskRunsAgainWithAllThatComesAfterItAndOnFailureToo() throws InterruptedException {
    harness.put(
        workflow("replayed", task("replayed:a"), task("replayed:b", "a"), task("replayed:c", "b"))
            .setOnFailureTask(task("replayed:f")));
    WorkerClient worker = harness.worker("replayed:a", "replayed:b", "replayed:c", "replayed:f");
    String run = harness.trigger("replayed", "{}");
    worker.complete(worker.take(), "{\"v\":1}");
    AssignedAction failed = worker.take();
    worker.fail(failed, "kaputt");
    worker.complete(worker.take(), "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.FAILED);

    var unused =
        harness
            .admin()
            .replayTasks(
                ReplayTasksRequest.newBuilder()
                    .addExternalIds(failed.getTaskRunExternalId())
                    .build());
    AssignedAction again = worker.take();
    assertThat(again.getTaskName()).isEqualTo("b");
    assertThat(again.getRetryCount()).isEqualTo(failed.getRetryCount() + 1);
    assertThat(again.getActionPayload()).contains("\"parents\":{\"a\":{\"v\":1}}");
    worker.complete(again, "{}");
    AssignedAction last = worker.take();
    assertThat(last.getTaskName()).isEqualTo("c");
    worker.complete(last, "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }
}
