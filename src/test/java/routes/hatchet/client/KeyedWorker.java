package routes.hatchet.client;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A worker process for tests that kill it: {@code KeyedWorker <directory>}. The effect of a run is
 * a file named by its number, which can be made once only; an attempt that finds it leaves it
 * alone.
 */
final class KeyedWorker {

  static final String WORKFLOW = "keyed";
  static final Duration GRACE = Duration.ofSeconds(15);
  private static final int WORK_MILLIS = 150;

  private KeyedWorker() {}

  static WorkflowDefinition workflow() {
    return WorkflowDefinition.of(
        WORKFLOW,
        List.of(),
        List.of(
            TaskDefinition.named("effect")
                .timeout(Duration.ofSeconds(30))
                .retry(new RetryPolicy(5, 0, 0))
                .build()));
  }

  private static Map<String, Object> effect(Path directory, TaskContext context)
      throws IOException, InterruptedException {
    int n = (Integer) context.task().input().get("n");
    Path effect = directory.resolve("effect-" + n);
    boolean found = Files.exists(effect);
    if (!found) {
      TimeUnit.MILLISECONDS.sleep(WORK_MILLIS);
      try {
        Files.createFile(effect);
      } catch (FileAlreadyExistsException e) {
        // Two attempts at once: the key has kept the effect single.
        Files.createFile(directory.resolve("met-" + n + "-" + context.task().retryCount()));
      }
    }
    return Map.of("n", n, "attempt", context.task().retryCount());
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    // Not connect(): on a loaded machine the engine may take longer than a user should wait.
    HatchetClient client =
        new HatchetClient(HatchetClientConfiguration.fromEnvironment(System.getenv()));
    HatchetWorker worker = client.worker(WorkerOptions.named("keyed").withSlots(5));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  worker.close(GRACE);
                  client.close();
                }));
    worker.serve(workflow(), Map.of("effect", context -> effect(directory, context)));
    new CountDownLatch(1).await();
  }
}
