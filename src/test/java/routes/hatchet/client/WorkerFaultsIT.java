package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.TcpFaults.Direction;
import routes.hatchet.testing.TestEngine;

/**
 * A worker, a real engine, and faults between the two, again and again while work comes in: every
 * run ends with its own output. Two rounds each; {@link WorkerFaultsChaosIT} makes twenty.
 */
class WorkerFaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int RUNS = 8;
  private static final String LISTEN = "Dispatcher/ListenV2";
  private static final String HEARTBEAT = "Dispatcher/Heartbeat";

  private static TestEngine engine;
  private static HatchetClient starter;

  private final Set<Integer> effects = ConcurrentHashMap.newKeySet();
  private int number;

  int rounds() {
    return 2;
  }

  @BeforeAll
  static void start() {
    engine = TestEngine.start();
    starter = client(engine.grpcPort());
  }

  @AfterAll
  static void stop() {
    starter.close();
    engine.close();
  }

  private static HatchetClient client(int port) {
    Map<String, String> environment = engine.environment();
    environment.put("HATCHET_CLIENT_HOST_PORT", "127.0.0.1:" + port);
    return new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
  }

  /** What a round does to a worker that is at work. */
  private interface Fault {
    /**
     * Breaks something and returns when the worker has got over it.
     *
     * @param more begins more runs
     */
    void strike(HatchetWorker worker, Runnable more) throws InterruptedException;
  }

  /**
   * Neither retries nor timeouts help with the embedded engine: it has to notice what is lost on
   * the way. Hatchet gives that out again when its time is over.
   */
  private static TaskDefinition task() {
    TaskDefinition.Builder task = TaskDefinition.named("work");
    return TestEngine.isRemote()
        ? task.timeout(Duration.ofSeconds(4)).retry(new RetryPolicy(20, 0, 0)).build()
        : task.timeout(Duration.ofMinutes(30)).retry(new RetryPolicy(0, 0, 0)).build();
  }

  private void survive(String workflow, int port, Fault fault) throws Exception {
    WorkflowDefinition definition = WorkflowDefinition.of(workflow, List.of(), List.of(task()));
    try (HatchetClient client = client(port);
        HatchetWorker worker =
            new HatchetWorker(
                client, new WorkerOptions(workflow, 5, Map.of(), Duration.ofMillis(500)))) {
      worker.serve(definition, Map.of("work", this::work));
      starter.workflows().put(definition);
      await().atMost(PATIENCE).until(() -> worker.status().live());
      for (int round = 0; round < rounds(); round++) {
        List<RunHandle> runs = new ArrayList<>(begin(workflow));
        fault.strike(worker, () -> runs.addAll(begin(workflow)));
        runs.addAll(begin(workflow));
        finish(runs);
        await().atMost(PATIENCE).until(() -> worker.status().live());
      }
      worker.close(Duration.ofSeconds(5));
    }
    assertThat(effects).hasSize(number);
  }

  private Map<String, Object> work(TaskContext context) throws InterruptedException {
    int n = (Integer) context.task().input().get("n");
    TimeUnit.MILLISECONDS.sleep(40);
    effects.add(n);
    return Map.of("n", n);
  }

  private List<RunHandle> begin(String workflow) {
    List<RunRequest> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(RunRequest.of(workflow, Map.of("n", number++)));
    }
    return starter.runs().start(runs);
  }

  private static RunResult result(RunHandle run) throws InterruptedException {
    try {
      return run.result(PATIENCE);
    } catch (HatchetException e) {
      // What the engine thinks of a run that is lost.
      String path = "/api/v1/stable/workflow-runs/" + run.runId() + "/task-events";
      throw new AssertionError(String.valueOf(starter.rest().get(path)), e);
    }
  }

  private static void finish(List<RunHandle> runs) throws InterruptedException {
    Set<Integer> outputs = ConcurrentHashMap.newKeySet();
    for (RunHandle run : runs) {
      RunResult result = result(run);
      assertThat(result.status()).as(result.errors()).isEqualTo(TaskResult.Status.COMPLETED);
      outputs.add(result.output().path("n").intValue());
    }
    assertThat(outputs).hasSize(runs.size());
  }

  @Test
  void streamAloneIsLost() throws Exception {
    try (CallFaults faults = new CallFaults(engine.grpcPort())) {
      survive(
          "stream-lost",
          faults.port(),
          (worker, more) -> {
            long reconnects = worker.counters().reconnects();
            faults.cut(LISTEN);
            more.run();
            await()
                .atMost(PATIENCE)
                .until(
                    () ->
                        worker.counters().reconnects() > reconnects
                            && worker.status().stream().equals("OPEN"));
          });
    }
  }

  @Test
  void streamCannotBeOpenedForAWhile() throws Exception {
    try (CallFaults faults = new CallFaults(engine.grpcPort())) {
      survive(
          "stream-refused",
          faults.port(),
          (worker, more) -> {
            long reconnects = worker.counters().reconnects();
            faults.refuse(LISTEN);
            faults.cut(LISTEN);
            more.run();
            await().atMost(PATIENCE).until(() -> worker.counters().reconnects() > reconnects + 2);
            faults.heal();
          });
    }
  }

  @Test
  void heartbeatsAloneAreLost() throws Exception {
    try (CallFaults faults = new CallFaults(engine.grpcPort())) {
      survive(
          "heartbeats-lost",
          faults.port(),
          (worker, more) -> {
            faults.silence(HEARTBEAT);
            more.run();
            // Longer than the engine gives new tasks to a worker that it does not hear.
            await()
                .atMost(PATIENCE)
                .until(
                    () -> {
                      var last = worker.status().lastHeartbeat();
                      return last != null && last.isBefore(Instant.now().minusSeconds(6));
                    });
            faults.heal();
          });
    }
  }

  @Test
  void whatTheEngineSaysIsLost() throws Exception {
    halfOpen("engine-mute", Direction.TO_CLIENT);
  }

  @Test
  void whatTheWorkerSaysIsLost() throws Exception {
    halfOpen("worker-mute", Direction.TO_SERVER);
  }

  @Test
  void connectionIsOpenAndCarriesNothing() throws Exception {
    halfOpen("both-mute", Direction.TO_CLIENT, Direction.TO_SERVER);
  }

  private void halfOpen(String workflow, Direction... directions) throws Exception {
    try (TcpFaults faults = new TcpFaults(engine.grpcPort())) {
      survive(
          workflow,
          faults.port(),
          (worker, more) -> {
            var before = worker.status().lastHeartbeat();
            for (Direction direction : directions) {
              faults.stall(direction);
            }
            more.run();
            await()
                .atMost(PATIENCE)
                .until(
                    () -> {
                      var now = worker.status().lastHeartbeat();
                      return now != null && before != null && now.isAfter(before.plusSeconds(2));
                    });
          });
    }
  }

  @Test
  void everythingIsLost() throws Exception {
    try (TcpFaults faults = new TcpFaults(engine.grpcPort())) {
      survive(
          "everything-lost",
          faults.port(),
          (worker, more) -> {
            long reconnects = worker.counters().reconnects();
            faults.cutEverything();
            more.run();
            await().atMost(PATIENCE).until(() -> worker.counters().reconnects() > reconnects + 1);
            faults.heal();
          });
    }
  }
}
