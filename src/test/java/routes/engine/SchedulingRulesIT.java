package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.ReleaseSlotRequest;
import routes.protocol.dispatcher.UpsertWorkerLabelsRequest;
import routes.protocol.dispatcher.WorkerLabels;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.DesiredWorkerLabels;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TriggerWorkflowRequest;

/** Which task a worker gets, when, and what becomes of tasks whose rules cannot be evaluated. */
class SchedulingRulesIT {
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

  private static WorkerClient worker(int slots, String... actions) {
    return new WorkerClient(harness.connect(), slots, actions);
  }

  @Test
  void aTaskOfSeveralSlotsWaitsForAllOfThemAndAReleasedOneIsFree() throws InterruptedException {
    harness.put(workflow("narrow", task("narrow:t")));
    harness.put(workflow("wide", task("wide:t").putSlotRequests("default", 2)));
    WorkerClient worker = worker(2, "narrow:t", "wide:t");
    harness.trigger("narrow", "{}");
    AssignedAction narrow = worker.take();
    harness.trigger("wide", "{}");
    assertThat(worker.poll(500)).isNull();
    var unused =
        harness
            .dispatcher()
            .releaseSlot(
                ReleaseSlotRequest.newBuilder()
                    .setTaskRunExternalId(narrow.getTaskRunExternalId())
                    .build());
    AssignedAction wide = worker.take();
    assertThat(wide.getTaskName()).isEqualTo("t");
    assertThat(wide.getActionId()).isEqualTo("wide:t");
    worker.complete(wide, "{}");
    worker.complete(narrow, "{}");
    assertThat(harness.finished(narrow.getWorkflowRunId()).getStatus())
        .isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aRetryGoesBeforeWhatHasMorePriority() throws InterruptedException {
    harness.put(workflow("queueing", task("queueing:t").setRetries(1)));
    WorkerClient worker = worker(1, "queueing:t");
    harness.trigger("queueing", "{\"n\":0}");
    AssignedAction first = worker.take();
    List<String> expected = new ArrayList<>();
    expected.add(first.getWorkflowRunId());
    String low = withPriority(1);
    String high = withPriority(3);
    expected.add(high);
    expected.add(low);
    worker.fail(first, "kaputt");
    for (String run : expected) {
      AssignedAction action = worker.take();
      assertThat(action.getWorkflowRunId()).isEqualTo(run);
      worker.complete(action, "{}");
    }
  }

  private static String withPriority(int priority) {
    return harness
        .workflows()
        .triggerWorkflow(
            TriggerWorkflowRequest.newBuilder()
                .setName("queueing")
                .setInput("{}")
                .setPriority(priority)
                .build())
        .getWorkflowRunId();
  }

  @Test
  void aTaskWaitsUntilAWorkersLabelsFit() throws InterruptedException {
    harness.put(
        workflow(
            "labelled",
            task("labelled:t")
                .putWorkerLabels(
                    "memory",
                    DesiredWorkerLabels.newBuilder()
                        .setIntValue(64)
                        .setRequired(true)
                        .setComparatorValue(3)
                        .build())));
    WorkerClient worker = harness.worker("labelled:t");
    harness.trigger("labelled", "{}");
    label(worker, 32);
    assertThat(worker.poll(300)).isNull();
    label(worker, 64);
    worker.complete(worker.take(), "{}");
  }

  private static void label(WorkerClient worker, int memory) {
    var unused =
        harness
            .dispatcher()
            .upsertWorkerLabels(
                UpsertWorkerLabelsRequest.newBuilder()
                    .setWorkerId(worker.id())
                    .putLabels("memory", WorkerLabels.newBuilder().setIntValue(memory).build())
                    .build());
  }

  @Test
  void moreTimeIsAddedToTheDeadline() throws InterruptedException {
    harness.put(workflow("lasting", task("lasting:t").setTimeout("60s")));
    WorkerClient worker = harness.worker("lasting:t");
    String run = harness.trigger("lasting", "{}");
    AssignedAction action = worker.take();
    long first = more(run, "10s");
    assertThat(more(run, "1h") - first).isEqualTo(3_600);
    worker.complete(action, "{}");
    assertThat(harness.finished(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }

  private static long more(String run, String time) {
    return harness
        .dispatcher()
        .refreshTimeout(
            RefreshTimeoutRequest.newBuilder()
                .setTaskRunExternalId(run)
                .setIncrementTimeoutBy(time)
                .build())
        .getTimeoutAt()
        .getSeconds();
  }

  private static Concurrency.Builder rule(String expression) {
    return Concurrency.newBuilder()
        .setExpression(expression)
        .setLimitStrategy(ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN);
  }

  @Test
  void aRuleThatCannotBeEvaluatedFailsTheTask() {
    CreateTaskOpts.Builder limited =
        task("wrong-limit:t")
            .addRateLimits(
                CreateTaskRateLimit.newBuilder()
                    .setKey("wrong")
                    .setKeyExpr("input.nobody.knows")
                    .setUnits(1)
                    .setLimitValuesExpr("10"));
    harness.put(workflow("wrong-limit", limited));
    harness.put(workflow("wrong-key", task("wrong-key:t")).addConcurrencyArr(rule("input.n + 1")));
    harness.put(workflow("wrong-type", task("wrong-type:t")).addConcurrencyArr(rule("5")));
    for (String name : List.of("wrong-limit", "wrong-key", "wrong-type")) {
      GetRunDetailsResponse details = harness.finished(harness.trigger(name, "{}"));
      assertThat(details.getStatus()).as(name).isEqualTo(RunStatus.FAILED);
      if (!name.equals("wrong-limit")) {
        assertThat(details.getTaskRunsOrThrow("t").getError())
            .startsWith("failed to parse step expression");
      }
    }
  }

  @Test
  void severalRulesAreAllKept() throws InterruptedException {
    harness.put(
        workflow("ruled", task("ruled:t"))
            .addConcurrencyArr(rule("input.digit"))
            .addConcurrencyArr(rule("input.name").setMaxRuns(2)));
    WorkerClient worker = harness.worker("ruled:t");
    harness.trigger("ruled", "{\"digit\":\"1\",\"name\":\"a\"}");
    AssignedAction first = worker.take();
    String sameDigit = harness.trigger("ruled", "{\"digit\":\"1\",\"name\":\"b\"}");
    harness.trigger("ruled", "{\"digit\":\"2\",\"name\":\"a\"}");
    AssignedAction second = worker.take();
    assertThat(second.getActionPayload()).contains("\"digit\":\"2\"");
    String sameName = harness.trigger("ruled", "{\"digit\":\"3\",\"name\":\"a\"}");
    assertThat(worker.poll(300)).isNull();
    worker.complete(first, "{}");
    List<String> next = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      AssignedAction action = worker.take();
      next.add(action.getWorkflowRunId());
      worker.complete(action, "{}");
    }
    assertThat(next).containsExactlyInAnyOrder(sameDigit, sameName);
    worker.complete(second, "{}");
  }

  @Test
  void aTaskLostWithItsWorkersTenTimesFails() throws InterruptedException {
    harness.put(workflow("doomed", task("doomed:t")));
    WorkerClient worker = harness.worker("doomed:t");
    String run = harness.trigger("doomed", "{}");
    for (int attempt = 0; attempt <= 10; attempt++) {
      AssignedAction action = worker.take();
      while (action.getActionType() == ActionType.CANCEL_STEP_RUN) {
        action = worker.take();
      }
      assertThat(action.getRetryCount()).isEqualTo(attempt);
      // Not announced as begun: given out again at once when the stream ends.
      worker.closeStream();
      worker.listen();
    }
    GetRunDetailsResponse details = harness.finished(run);
    assertThat(details.getStatus()).isEqualTo(RunStatus.FAILED);
    assertThat(details.getTaskRunsOrThrow("t").getError())
        .isEqualTo("Task reached its maximum reassignment count");
  }
}
