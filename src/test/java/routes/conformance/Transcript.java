package routes.conformance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;
import routes.protocol.v1.RunStatus;

/** Runs the scenarios of one worker and writes down what a client sees, without ids and times. */
final class Transcript {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HatchetClient client;
  private final String prefix;
  private final Map<String, RunHandle> runs = new LinkedHashMap<>();
  private final Map<String, String> lines = new TreeMap<>();

  private Transcript(HatchetClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  static Map<String, String> of(HatchetClient client, String prefix) throws InterruptedException {
    Transcript transcript = new Transcript(client, prefix);
    transcript.begin();
    transcript.end();
    return transcript.lines;
  }

  private void begin() {
    run("echo", Map.of("n", 1, "text", "ä€😀", "list", List.of(1, 2.5, true)));
    for (String name : List.of("nothing", "join", "flaky", "boom", "final", "broken", "slow")) {
      run(name, Map.of());
    }
    run("held", Map.of());
    run("extended", Map.of());
    run("parent", Map.of());
    cancelHeld();
  }

  private void run(String name, Map<String, Object> input) {
    runs.put(
        name,
        client
            .runs()
            .start(
                new RunRequest(
                    prefix + "-" + name, input, RunOptions.metadata(Map.of("who", "me")))));
  }

  private void cancelHeld() {
    String id = runs.get("held").runId();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              RunDetails details = client.runs().find(id);
              return details != null && details.status() == RunStatus.RUNNING;
            });
    client.runs().cancel(List.of(id));
  }

  private void end() throws InterruptedException {
    for (Map.Entry<String, RunHandle> run : runs.entrySet()) {
      RunResult result = run.getValue().result(PATIENCE);
      List<String> tasks = new ArrayList<>();
      for (TaskResult task : new TreeMap<>(result.tasks()).values()) {
        tasks.add(name(task) + " " + task.status() + " " + what(task));
      }
      lines.put(run.getKey(), result.status() + ": " + String.join(", ", tasks));
    }
  }

  /** The Python SDK adds to the name of the on-failure task. */
  private static String name(TaskResult task) {
    return task.name().endsWith("on-failure") ? "on-failure" : task.name();
  }

  private static String what(TaskResult task) {
    return switch (task.status()) {
      case COMPLETED -> Json.write(sorted(Json.value(task.output())));
      // The SDKs put the stack under the sentence, and its class before.
      case FAILED -> {
        String error = String.valueOf(task.error());
        yield error.contains("kaputt") ? "kaputt" : error;
      }
      case CANCELLED -> "";
    };
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
      return sorted;
    }
    return value instanceof List<?> list
        ? list.stream().map(Transcript::sorted).toList()
        : String.valueOf(value);
  }
}
