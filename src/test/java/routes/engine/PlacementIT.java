package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.PushEventRequest;
import routes.protocol.v1.Action;
import routes.protocol.v1.BaseMatchCondition;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.StickyStrategy;

/** Where a task runs, and what it waits for: types of slots, sticky runs, pauses, conditions. */
class PlacementIT {
  private static final String SKIP = "22222222-2222-4222-8222-222222222222";
  private static final String EITHER = "11111111-1111-4111-8111-111111111111";

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
  void slotsOfEachTypeAreCountedForThemselves() throws InterruptedException {
    harness.put(workflow("drawn", task("drawn:t").putSlotRequests("gpu", 2)));
    harness.put(workflow("counted", task("counted:t").putSlotRequests("default", 1)));
    WorkerClient worker =
        new WorkerClient(harness.connect(), Map.of("default", 1, "gpu", 3), "drawn:t", "counted:t");
    harness.trigger("drawn", "{}");
    AssignedAction drawn = worker.take();
    String second = harness.trigger("drawn", "{}");
    // One slot of the type is left, and two are needed; another type is not concerned.
    harness.trigger("counted", "{}");
    AssignedAction counted = worker.take();
    assertThat(counted.getActionId()).isEqualTo("counted:t");
    assertThat(worker.poll(300)).isNull();
    worker.complete(counted, "{}");
    assertThat(worker.poll(300)).isNull();
    worker.complete(drawn, "{}");
    AssignedAction next = worker.take();
    assertThat(next.getWorkflowRunId()).isEqualTo(second);
    worker.complete(next, "{}");
  }

  @Test
  void aTypeOfSlotThatNobodyHasIsWaitedFor() throws InterruptedException {
    harness.put(workflow("rare", task("rare:t").putSlotRequests("tpu", 1)));
    WorkerClient without = harness.worker("rare:t");
    String run = harness.trigger("rare", "{}");
    assertThat(without.poll(300)).isNull();
    WorkerClient with = new WorkerClient(harness.connect(), Map.of("tpu", 1), "rare:t");
    AssignedAction action = with.take();
    assertThat(action.getWorkflowRunId()).isEqualTo(run);
    with.complete(action, "{}");
  }

  @Test
  void allTasksOfAStickyRunGoToTheWorkerOfTheFirst() throws InterruptedException {
    harness.put(
        workflow("bound", task("bound:a"), task("bound:b", "a"), task("bound:c", "b"))
            .setSticky(StickyStrategy.HARD));
    String[] actions = {"bound:a", "bound:b", "bound:c"};
    List<WorkerClient> workers =
        List.of(
            new WorkerClient(harness.connect(), 1, actions),
            new WorkerClient(harness.connect(), 1, actions));
    String one = harness.trigger("bound", "{}");
    String two = harness.trigger("bound", "{}");
    for (WorkerClient worker : workers) {
      AssignedAction first = worker.take();
      assertThat(first.getWorkflowRunId()).isIn(one, two);
      worker.complete(first, "{}");
      for (int i = 0; i < 2; i++) {
        AssignedAction next = worker.take();
        assertThat(next.getWorkflowRunId()).isEqualTo(first.getWorkflowRunId());
        worker.complete(next, "{}");
      }
    }
  }

  @Test
  void aPausedWorkerKeepsWhatItHasAndGetsNothingNew() throws InterruptedException {
    harness.put(workflow("resting", task("resting:t")));
    WorkerClient worker = harness.worker("resting:t");
    harness.trigger("resting", "{}");
    AssignedAction held = worker.take();
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    String path = "/api/v1/workers/" + worker.id();
    assertThat(rest.call("PATCH", path, "{\"isPaused\":true}").json().path("status").asText())
        .isEqualTo("PAUSED");
    String run = harness.trigger("resting", "{}");
    assertThat(worker.poll(300)).isNull();
    worker.complete(held, "{}");
    assertThat(worker.poll(300)).isNull();
    assertThat(harness.finished(held.getWorkflowRunId()).getStatus())
        .isEqualTo(RunStatus.COMPLETED);
    rest.call("PATCH", path, "{\"isPaused\":false}");
    AssignedAction action = worker.take();
    assertThat(action.getWorkflowRunId()).isEqualTo(run);
    worker.complete(action, "{}");
  }

  @Test
  void ofAnOrGroupOneConditionIsEnough() throws InterruptedException {
    CreateTaskOpts.Builder waiting = task("either:b", "a");
    waiting
        .getConditionsBuilder()
        .addSleepConditionsBuilder()
        .setSleepFor("1h")
        .setBase(base(Action.QUEUE, EITHER, "slept"));
    waiting
        .getConditionsBuilder()
        .addUserEventConditionsBuilder()
        .setUserEventKey("either:event")
        .setBase(base(Action.QUEUE, EITHER, "heard").setExpression("input.n > 1"));
    harness.put(workflow("either", task("either:a"), waiting));
    WorkerClient worker = harness.worker("either:a", "either:b");
    harness.trigger("either", "{}");
    worker.complete(worker.take(), "{}");
    push("either:event", "{\"n\":1}");
    assertThat(worker.poll(300)).isNull();
    push("either:event", "{\"n\":2}");
    AssignedAction action = worker.take();
    assertThat(action.getActionId()).isEqualTo("either:b");
    assertThat(action.getActionPayload()).contains("heard").doesNotContain("slept");
    worker.complete(action, "{}");
  }

  @Test
  void aParentsOutputCanSkipATaskAndItsChildrenGoOn() throws InterruptedException {
    CreateTaskOpts.Builder skipped = task("skipping:b", "a");
    skipped
        .getConditionsBuilder()
        .addParentOverrideConditionsBuilder()
        .setParentReadableId("a")
        .setBase(base(Action.SKIP, SKIP, "skip").setExpression("output.n > 50"));
    harness.put(workflow("skipping", task("skipping:a"), skipped, task("skipping:c", "a")));
    WorkerClient worker = harness.worker("skipping:a", "skipping:b", "skipping:c");
    String run = harness.trigger("skipping", "{}");
    worker.complete(worker.take(), "{\"n\":51}");
    AssignedAction next = worker.take();
    assertThat(next.getActionId()).isEqualTo("skipping:c");
    worker.complete(next, "{}");
    GetRunDetailsResponse details = harness.finished(run);
    assertThat(details.getStatus()).isEqualTo(RunStatus.COMPLETED);
    assertThat(worker.poll(300)).isNull();
  }

  private static BaseMatchCondition.Builder base(Action action, String group, String key) {
    return BaseMatchCondition.newBuilder()
        .setAction(action)
        .setOrGroupId(group)
        .setReadableDataKey(key);
  }

  private static void push(String key, String payload) {
    var unused =
        harness
            .events()
            .push(PushEventRequest.newBuilder().setKey(key).setPayload(payload).build());
  }
}
