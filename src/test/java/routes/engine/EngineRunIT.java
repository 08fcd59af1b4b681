package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.events.PushEventRequest;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;
import routes.protocol.workflows.CreateWorkflowJobOpts;
import routes.protocol.workflows.CreateWorkflowStepOpts;
import routes.protocol.workflows.CreateWorkflowVersionOpts;
import routes.protocol.workflows.PutWorkflowRequest;
import routes.protocol.workflows.WorkflowConcurrencyOpts;
import routes.protocol.workflows.WorkflowVersion;

class EngineRunIT {
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

  @Test
  void aGraphRunsInOrderAndAChildSeesItsParents() throws InterruptedException {
    harness.put(workflow("graph", task("graph:a"), task("graph:b"), task("graph:c", "a", "b")));
    WorkerClient worker = harness.worker("graph:a", "graph:b", "graph:c");
    String run = harness.trigger("graph", "{\"n\":5}");

    AssignedAction first = worker.take();
    AssignedAction second = worker.take();
    assertThat(List.of(first.getTaskName(), second.getTaskName()))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(first.getActionPayload()).contains("\"input\":{\"n\":5}");
    worker.complete(first, "{\"from\":\"" + first.getTaskName() + "\"}");
    assertThat(worker.poll(200)).isNull();
    worker.complete(second, "[1]");

    AssignedAction join = worker.take();
    assertThat(join.getTaskName()).isEqualTo("c");
    assertThat(join.getWorkflowRunId()).isEqualTo(run).isNotEqualTo(join.getTaskRunExternalId());
    assertThat(join.getActionPayload())
        .contains("\"" + first.getTaskName() + "\":{\"from\":\"" + first.getTaskName() + "\"}")
        .contains("\"" + second.getTaskName() + "\":{}");
    worker.complete(join, "{\"ok\":true}");

    GetRunDetailsResponse details = harness.finished(run);
    assertThat(details.getStatus()).isEqualTo(RunStatus.COMPLETED);
    assertThat(details.getTaskRunsOrThrow("c").getOutput().toStringUtf8())
        .isEqualTo("{\"ok\":true}");
  }

  @Test
  void aStandaloneTaskSharesTheRunsIdAndRetriesWithBackoff() throws InterruptedException {
    harness.put(
        workflow(
            "retrying",
            task("retrying:t").setRetries(2).setBackoffFactor(1.0f).setBackoffMaxSeconds(1)));
    WorkerClient worker = harness.worker("retrying:t");
    String run = harness.trigger("retrying", "{}");

    long start = System.nanoTime();
    for (int attempt = 0; attempt < 2; attempt++) {
      AssignedAction action = worker.take();
      assertThat(action.getTaskRunExternalId()).isEqualTo(run);
      assertThat(action.getRetryCount()).isEqualTo(attempt);
      worker.fail(action, "boom");
    }
    AssignedAction last = worker.take();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
    worker.complete(last, "");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aTaskBeyondItsTimeoutIsCancelledAndFailed() throws InterruptedException {
    harness.put(workflow("slow", task("slow:t").setTimeout("500ms")));
    WorkerClient worker = harness.worker("slow:t");
    String run = harness.trigger("slow", "{}");

    AssignedAction action = worker.take();
    AssignedAction cancel = worker.take();
    assertThat(cancel.getActionType()).isEqualTo(ActionType.CANCEL_STEP_RUN);
    assertThat(cancel.getRetryCount()).isEqualTo(action.getRetryCount());
    worker.complete(action, "{\"late\":true}");
    GetRunDetailsResponse details = harness.finished(run);
    assertThat(details.getStatus()).isEqualTo(RunStatus.FAILED);
    assertThat(details.getTaskRunsOrThrow("t").getError())
        .isEqualTo("Task exceeded timeout of 500ms");
  }

  @Test
  void aTaskThatNobodyTakesIsCancelledInTime() {
    harness.put(workflow("lonely", task("lonely:t").setScheduleTimeout("300ms")));
    String run = harness.trigger("lonely", "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void anOnFailureTaskIsToldTheErrors() throws InterruptedException {
    harness.put(workflow("failing", task("failing:t")).setOnFailureTask(task("failing:mend")));
    WorkerClient worker = harness.worker("failing:t", "failing:mend");
    String run = harness.trigger("failing", "{}");

    worker.fail(worker.take(), "kaputt\nline2");
    AssignedAction mend = worker.take();
    assertThat(mend.getTaskName()).isEqualTo("mend");
    assertThat(mend.getActionPayload()).contains("\"step_run_errors\":{\"t\":\"kaputt\\nline2\"}");
    worker.complete(mend, "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void theFirstTerminalEventCountsAndOthersChangeNothing() throws InterruptedException {
    harness.put(workflow("twice", task("twice:t").setRetries(3)));
    WorkerClient worker = harness.worker("twice:t");
    String run = harness.trigger("twice", "{}");

    AssignedAction action = worker.take();
    worker.fail(action, "once");
    worker.fail(action, "again");
    AssignedAction retry = worker.take();
    assertThat(retry.getRetryCount()).isEqualTo(1);
    worker.complete(action, "{\"old\":true}");
    worker.complete(retry, "{\"first\":true}");
    worker.fail(retry, "late");
    worker.complete(retry, "{\"second\":true}");
    GetRunDetailsResponse details = harness.finished(run);
    assertThat(details.getStatus()).isEqualTo(RunStatus.COMPLETED);
    assertThat(details.getTaskRunsOrThrow("t").getOutput().toStringUtf8())
        .isEqualTo("{\"first\":true}");
  }

  @Test
  void outputThatIsNoJsonFailsTheTask() throws InterruptedException {
    harness.put(workflow("odd", task("odd:t")));
    WorkerClient worker = harness.worker("odd:t");
    String invalid = harness.trigger("odd", "{}");
    worker.complete(worker.take(), "{nonsense");
    String nul = harness.trigger("odd", "{}");
    worker.complete(worker.take(), "{\"a\":\"\\u0000\"}");
    String escaped = harness.trigger("odd", "{}");
    worker.complete(worker.take(), "{\"a\":\"\\\\u0000\"}");

    assertThat(harness.finished(invalid).getTaskRunsOrThrow("t").getError())
        .isEqualTo("invalid json in field `taskOutput`");
    assertThat(harness.finished(nul).getTaskRunsOrThrow("t").getError())
        .isEqualTo("encoded jsonb contains invalid null character \\u0000 in field `taskOutput`");
    assertThat(harness.finished(escaped).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void anEventStartsTheRunsItMatches() throws InterruptedException {
    harness.put(workflow("listener", task("listener:t")).addEventTriggers("order:*"));
    WorkerClient worker = harness.worker("listener:t");
    String event =
        harness
            .events()
            .push(
                PushEventRequest.newBuilder()
                    .setKey("order:created")
                    .setPayload("{\"id\":7}")
                    .setAdditionalMetadata("{\"who\":\"me\"}")
                    .build())
            .getEventId();
    AssignedAction action = worker.take();
    assertThat(action.getTriggeringEventExternalId()).isEqualTo(event);
    assertThat(action.getTriggeringEventKey()).isEqualTo("order:created");
    assertThat(action.getActionPayload()).contains("\"input\":{\"id\":7}");
    assertThat(action.getAdditionalMetadata())
        .contains("\"who\":\"me\"")
        .contains("hatchet__event_id");
    worker.complete(action, "{}");
  }

  @Test
  void aRepeatedChildIsTheSameRun() throws InterruptedException {
    harness.put(workflow("parent", task("parent:t")));
    harness.put(workflow("child", task("child:t")));
    WorkerClient worker = harness.worker("parent:t");
    harness.trigger("parent", "{}");
    AssignedAction parent = worker.take();
    TriggerWorkflowRequest spawn =
        TriggerWorkflowRequest.newBuilder()
            .setName("child")
            .setInput("{}")
            .setParentId(parent.getWorkflowRunId())
            .setParentTaskRunExternalId(parent.getTaskRunExternalId())
            .setChildIndex(0)
            .build();
    String first = harness.workflows().triggerWorkflow(spawn).getWorkflowRunId();
    assertThat(harness.workflows().triggerWorkflow(spawn).getWorkflowRunId()).isEqualTo(first);
    worker.complete(parent, "{}");
    assertThat(harness.workflows().triggerWorkflow(spawn).getWorkflowRunId()).isEqualTo(first);
    assertThat(
            harness
                .workflows()
                .triggerWorkflow(spawn.toBuilder().setChildIndex(1).build())
                .getWorkflowRunId())
        .isNotEqualTo(first);
  }

  @Test
  void bulkIdsComeInOrderAndAllRunsComplete() throws InterruptedException {
    harness.put(workflow("bulk", task("bulk:t")));
    WorkerClient worker = harness.worker("bulk:t");
    BulkTriggerWorkflowRequest.Builder bulk = BulkTriggerWorkflowRequest.newBuilder();
    for (int i = 0; i < 200; i++) {
      bulk.addWorkflows(
          TriggerWorkflowRequest.newBuilder().setName("bulk").setInput("{\"i\":" + i + "}"));
    }
    List<String> ids =
        harness.workflows().bulkTriggerWorkflow(bulk.build()).getWorkflowRunIdsList();
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      AssignedAction action = worker.take();
      assertThat(action.getActionPayload()).contains("\"i\":" + i + "}");
      ran.add(action.getWorkflowRunId());
      worker.complete(action, "{}");
    }
    assertThat(ran).isEqualTo(ids);
    ids.forEach(id -> assertThat(harness.finished(id).getStatus()).isEqualTo(RunStatus.COMPLETED));
  }

  @Test
  void aCapitalLetterInAnActionIdDoesNotMatter() throws InterruptedException {
    harness.put(workflow("Mixed", task("Mixed:Task")));
    WorkerClient worker = harness.worker("mIXED:tASK");
    harness.trigger("Mixed", "{}");
    AssignedAction action = worker.take();
    assertThat(action.getActionId()).isEqualTo("mixed:task");
    worker.complete(action, "{}");
    assertThatThrownBy(() -> harness.trigger("mixed", "{}"))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("workflow names not found: mixed");
  }

  @Test
  void fourMebibytesGoThroughAndMoreIsRefused() throws InterruptedException {
    harness.put(workflow("large", task("large:t")));
    WorkerClient worker = harness.worker("large:t");
    String large = "{\"x\":\"" + "y".repeat(4_180_000) + "\"}";
    String run = harness.trigger("large", large);
    AssignedAction action = worker.take();
    assertThat(action.getActionPayload()).contains(large);
    worker.complete(action, large);
    assertThat(harness.finished(run).getTaskRunsOrThrow("t").getOutput().size())
        .isEqualTo(large.length());
    String larger = "{\"x\":\"" + "y".repeat(4_300_000) + "\"}";
    assertThatThrownBy(() -> harness.trigger("large", larger))
        .hasMessageContaining("RESOURCE_EXHAUSTED");
    AssignedAction next = again(worker);
    worker.send(next, StepActionEventType.STEP_EVENT_TYPE_COMPLETED, "{}");
  }

  private static AssignedAction again(WorkerClient worker) throws InterruptedException {
    harness.trigger("large", "{}");
    return worker.take();
  }

  @Test
  void aDefinitionFromBeforeV1IsTakenToo() throws InterruptedException {
    CreateWorkflowVersionOpts.Builder old =
        CreateWorkflowVersionOpts.newBuilder()
            .setName("legacy")
            .setScheduleTimeout("30s")
            .setConcurrency(
                WorkflowConcurrencyOpts.newBuilder().setExpression("'all'").setMaxRuns(1))
            .addJobs(
                CreateWorkflowJobOpts.newBuilder()
                    .setName("job")
                    .addSteps(step("legacy:one"))
                    .addSteps(step("legacy:two").addParents("one").setRetries(1)))
            .setOnFailureJob(CreateWorkflowJobOpts.newBuilder().addSteps(step("legacy:mend")));
    WorkflowVersion version =
        harness.workflows().putWorkflow(PutWorkflowRequest.newBuilder().setOpts(old).build());
    assertThat(version.getId()).isNotEmpty();
    WorkerClient worker = harness.worker("legacy:one", "legacy:two", "legacy:mend");
    String run = harness.trigger("legacy", "{}");
    worker.complete(worker.take(), "{}");
    worker.fail(worker.take(), "no");
    AssignedAction again = worker.take();
    assertThat(again.getTaskName()).isEqualTo("two");
    worker.complete(again, "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
    old.getConcurrencyBuilder().setAction("legacy:key").clearExpression();
    assertThatThrownBy(
            () ->
                harness
                    .workflows()
                    .putWorkflow(PutWorkflowRequest.newBuilder().setOpts(old).build()))
        .hasMessageContaining("UNIMPLEMENTED")
        .hasMessageContaining("give an expression");
  }

  private static CreateWorkflowStepOpts.Builder step(String action) {
    return CreateWorkflowStepOpts.newBuilder()
        .setReadableId(action.substring(action.indexOf(':') + 1))
        .setAction(action)
        .setInputs("{}")
        .setTimeout("60s");
  }

  @Test
  void aCycleAndAnUnknownParentAreRefused() {
    CreateTaskOpts.Builder a = task("bad:a", "b");
    CreateTaskOpts.Builder b = task("bad:b", "a");
    assertThatThrownBy(() -> harness.put(workflow("bad", a, b)))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("cycle");
    assertThatThrownBy(() -> harness.put(workflow("bad", task("bad:a", "nobody"))))
        .hasMessageContaining("unknown parent nobody");
  }
}
