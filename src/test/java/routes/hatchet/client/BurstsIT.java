package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.testing.HatchetTest;

/**
 * Work in bursts, with successes, failures, timeouts and cancellations, and nothing in between:
 * after each burst no slot is in use any more, neither here nor in the engine, and threads do not
 * grow in number. A few seconds; {@link BurstsSoakIT} goes on as long as it is told to.
 */
@HatchetTest
class BurstsIT {

  private static final Logger LOG = LoggerFactory.getLogger(BurstsIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int RUNS = 60;
  private static final int SLOTS = 20;

  /** What comes and goes with the JVM, the engine's pools and gRPC. */
  private static final int THREADS_BESIDES = 40;

  private final AtomicInteger begun = new AtomicInteger();

  /** How long to go on; two bursts at least. */
  Duration time() {
    return Duration.ofMillis(1);
  }

  /** The longest idle time between two bursts. */
  Duration longestIdle() {
    return Duration.ofMillis(400);
  }

  private Object work(TaskContext context) throws InterruptedException {
    begun.incrementAndGet();
    switch ((Integer) context.task().input().get("n") % 6) {
      case 0 -> throw new TerminalException("fails for good");
      case 1 -> {
        if (context.task().retryCount() == 0) {
          throw new IllegalStateException("fails once");
        }
      }
      // Longer than its timeout.
      case 2 -> TimeUnit.MINUTES.sleep(5);
      default -> TimeUnit.MILLISECONDS.sleep(5);
    }
    return null;
  }

  @Test
  void slotsInUseReturnToNothing(HatchetClient client) throws Exception {
    try (HatchetWorker worker = client.worker(WorkerOptions.named("bursts").withSlots(SLOTS))) {
      worker.serve(
          WorkflowDefinition.of(
              "burst",
              List.of(),
              List.of(
                  TaskDefinition.named("work")
                      .timeout(Duration.ofSeconds(2))
                      .retry(new RetryPolicy(1, 0, 0))
                      .build())),
          Map.of("work", this::work));
      await().atMost(PATIENCE).until(() -> worker.status().live());
      burst(client, worker);
      int threads = Thread.activeCount();
      long end = System.nanoTime() + time().toNanos();
      int bursts = 1;
      do {
        // Idle: the time in which workers were seen to lock up.
        await()
            .pollDelay(
                Duration.ofMillis(
                    ThreadLocalRandom.current()
                        .nextLong(longestIdle().toMillis() / 2, longestIdle().toMillis())))
            .atMost(longestIdle().plus(PATIENCE))
            .until(() -> worker.status().live());
        burst(client, worker);
        bursts++;
        LOG.info("{} bursts, {} attempts, {} threads", bursts, begun.get(), Thread.activeCount());
        assertThat(Thread.activeCount()).isLessThan(threads + THREADS_BESIDES);
      } while (System.nanoTime() - end < 0);
    }
  }

  private void burst(HatchetClient client, HatchetWorker worker) throws InterruptedException {
    List<RunRequest> requests = new ArrayList<>();
    for (int n = 0; n < RUNS; n++) {
      requests.add(RunRequest.of("burst", Map.of("n", n)));
    }
    List<RunHandle> runs = client.runs().start(requests);
    // Every fifth is cancelled, waiting, running or at its end.
    List<String> cancelled = new ArrayList<>();
    for (int n = 0; n < RUNS; n += 5) {
      cancelled.add(runs.get(n).runId());
    }
    assertThat(client.runs().cancel(cancelled)).isNotNull();
    for (int n = 0; n < RUNS; n++) {
      TaskResult.Status status = runs.get(n).result(PATIENCE).status();
      if (n % 5 != 0) {
        assertThat(status)
            .isEqualTo(
                n % 6 == 0 || n % 6 == 2 ? TaskResult.Status.FAILED : TaskResult.Status.COMPLETED);
      }
    }
    await().atMost(PATIENCE).until(() -> worker.runner().inFlight() == 0);
    await().atMost(PATIENCE).until(() -> free(client, worker.status().workerId()) == SLOTS);
  }

  private static int free(HatchetClient client, String worker) {
    JsonNode slots = client.rest().get("/api/v1/workers/" + worker).at("/slotConfig/default");
    assertThat(slots.path("limit").intValue()).isEqualTo(SLOTS);
    return slots.path("available").intValue();
  }
}
