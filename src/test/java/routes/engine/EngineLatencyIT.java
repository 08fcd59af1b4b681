package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.SubscribeToWorkflowRunsRequest;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;

/** Prints latencies; every figure ends with a check that all that was asked for was done, once. */
@Tag("benchmark")
class EngineLatencyIT {
  private static final int WARM_UP = 300;
  private static final int RUNS = 1_000;
  private static final int BULK = 2_000;

  @TempDir static Path directory;
  private static EngineHarness harness;

  private final BlockingQueue<WorkflowRunEvent> results = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private StreamObserver<SubscribeToWorkflowRunsRequest> subscribe() {
    return harness
        .dispatcherAsync()
        .subscribeToWorkflowRuns(
            new StreamObserver<>() {
              @Override
              public void onNext(WorkflowRunEvent event) {
                results.add(event);
              }

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onCompleted() {}
            });
  }

  @Test
  void triggerToStartAndRunToResult() throws InterruptedException {
    harness.put(workflow("latency", task("latency:t")));
    WorkerClient worker = harness.worker("latency:t");
    StreamObserver<SubscribeToWorkflowRunsRequest> subscription = subscribe();
    long[] triggered = new long[RUNS];
    long[] begun = new long[RUNS];
    long[] finished = new long[RUNS];
    Set<String> done = new HashSet<>();
    for (int i = -WARM_UP; i < RUNS; i++) {
      long start = System.nanoTime();
      String run = harness.trigger("latency", "{\"i\":" + i + "}");
      long acknowledged = System.nanoTime();
      subscription.onNext(
          SubscribeToWorkflowRunsRequest.newBuilder().setWorkflowRunId(run).build());
      AssignedAction action = worker.take();
      long started = System.nanoTime();
      worker.complete(action, "{}");
      WorkflowRunEvent result = results.poll(10, TimeUnit.SECONDS);
      assertThat(result).isNotNull();
      assertThat(done.add(result.getWorkflowRunId())).isTrue();
      if (i >= 0) {
        triggered[i] = acknowledged - start;
        begun[i] = started - start;
        finished[i] = System.nanoTime() - start;
      }
    }
    assertThat(done).hasSize(WARM_UP + RUNS);
    print("trigger acknowledged", triggered);
    print("trigger to task at the worker", begun);
    print("run to result", finished);
  }

  @Test
  void bulk() throws InterruptedException {
    harness.put(workflow("many", task("many:t")));
    WorkerClient worker = new WorkerClient(harness.connect(), 100, "many:t");
    StreamObserver<SubscribeToWorkflowRunsRequest> subscription = subscribe();
    BulkTriggerWorkflowRequest.Builder bulk = BulkTriggerWorkflowRequest.newBuilder();
    for (int i = 0; i < BULK; i++) {
      bulk.addWorkflows(TriggerWorkflowRequest.newBuilder().setName("many").setInput("{}"));
    }
    long start = System.nanoTime();
    List<String> ids =
        new ArrayList<>(
            harness.workflows().bulkTriggerWorkflow(bulk.build()).getWorkflowRunIdsList());
    long acknowledged = System.nanoTime();
    ids.forEach(
        id ->
            subscription.onNext(
                SubscribeToWorkflowRunsRequest.newBuilder().setWorkflowRunId(id).build()));
    List<Thread> hands = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread hand =
          new Thread(
              () -> {
                try {
                  AssignedAction action = worker.poll(3_000);
                  while (action != null) {
                    worker.complete(action, "{}");
                    action = worker.poll(3_000);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      hand.start();
      hands.add(hand);
    }
    Set<String> done = new HashSet<>();
    for (int i = 0; i < BULK; i++) {
      WorkflowRunEvent result = results.poll(30, TimeUnit.SECONDS);
      assertThat(result).isNotNull();
      assertThat(done.add(result.getWorkflowRunId())).isTrue();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(done).containsExactlyInAnyOrderElementsOf(ids);
    System.out.printf(
        "bulk of %d: acknowledged after %.0f ms, all results after %.2f s, %.0f tasks/s%n",
        BULK, (acknowledged - start) / 1e6, seconds, BULK / seconds);
    for (Thread hand : hands) {
      hand.join();
    }
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms%n",
        what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }
}
