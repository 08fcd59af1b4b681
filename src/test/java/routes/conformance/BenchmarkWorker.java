package routes.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.TaskContext;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.client.WorkflowDefinition;

/** Our SDK in the benchmark of workers: worker and client in one process, commands on stdin. */
final class BenchmarkWorker {

  private static final String WORKFLOW = "bench-java";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HatchetClient client;
  private final Map<Integer, Long> begun = new ConcurrentHashMap<>();

  private BenchmarkWorker(HatchetClient client) {
    this.client = client;
  }

  record Input(int n) {}

  private Object work(TaskContext context) {
    Input input = context.input(Input.class);
    begun.put(input.n(), System.nanoTime());
    return input;
  }

  private Map<String, Double> sequence(int first, int count) throws InterruptedException {
    double[] dispatch = new double[count];
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      client
          .runs()
          .start(RunRequest.of(WORKFLOW, new Input(first + i)))
          .result(Input.class, PATIENCE);
      result[i] = (System.nanoTime() - start) / 1e6;
      dispatch[i] = (begun.get(first + i) - start) / 1e6;
    }
    Arrays.sort(dispatch);
    Arrays.sort(result);
    return Map.of(
        "dispatch50", dispatch[(count - 1) / 2],
        "dispatch99", dispatch[(count - 1) * 99 / 100],
        "result50", result[(count - 1) / 2],
        "result99", result[(count - 1) * 99 / 100]);
  }

  private Map<String, Double> bulk(int first, int count) {
    long start = System.nanoTime();
    List<RunRequest> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(RunRequest.of(WORKFLOW, new Input(first + i)));
    }
    CompletableFuture.allOf(
            client.runs().start(runs).stream()
                .map(RunHandle::result)
                .toArray(CompletableFuture<?>[]::new))
        .join();
    return Map.of("seconds", (System.nanoTime() - start) / 1e9);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (HatchetClient client =
            new HatchetClient(HatchetClientConfiguration.fromEnvironment(System.getenv()));
        HatchetWorker worker = client.worker(WorkerOptions.named("bench-java"));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      BenchmarkWorker bench = new BenchmarkWorker(client);
      worker.serve(
          WorkflowDefinition.of(WORKFLOW, List.of(), List.of(TaskDefinition.named("a").build())),
          Map.of("a", bench::work));
      System.out.println("READY");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        JsonNode command = Json.object(line);
        int first = command.path("First").intValue();
        int count = command.path("Count").intValue();
        System.out.println(
            Json.write(
                command.path("Phase").asText().equals("sequence")
                    ? bench.sequence(first, count)
                    : bench.bulk(first, count)));
      }
    }
  }
}
