package routes.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.TaskContext;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.client.WorkflowDefinition;

/** Our SDK in the benchmark of workers: worker and client in one process, commands on stdin. */
final class BenchmarkWorker {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HatchetClient client;
  private final String workflow;
  private final Map<Integer, List<Long>> begun = new ConcurrentHashMap<>();

  private BenchmarkWorker(HatchetClient client, String workflow) {
    this.client = client;
    this.workflow = workflow;
  }

  record Input(int n) {}

  record Answer(double seconds, List<Double> dispatch, List<Double> result, long wrong) {}

  private Object work(TaskContext context) {
    long now = System.nanoTime();
    Input input = context.input(Input.class);
    begun.merge(input.n(), List.of(now), (a, b) -> List.of(a.get(0), now));
    return input;
  }

  private Answer sequence(int first, int count) throws InterruptedException {
    List<Double> dispatch = new ArrayList<>(count);
    List<Double> result = new ArrayList<>(count);
    long wrong = 0;
    for (int n = first; n < first + count; n++) {
      long start = System.nanoTime();
      Input output =
          client.runs().start(RunRequest.of(workflow, new Input(n))).result(Input.class, PATIENCE);
      result.add((System.nanoTime() - start) / 1e6);
      dispatch.add((begun.get(n).get(0) - start) / 1e6);
      wrong += output.n() == n ? 0 : 1;
    }
    return new Answer(0, dispatch, result, wrong);
  }

  private Answer bulk(int first, int count) {
    List<RunRequest> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(RunRequest.of(workflow, new Input(first + i)));
    }
    List<CompletableFuture<Input>> outputs =
        client.runs().start(runs).stream().map(run -> run.result(Input.class)).toList();
    long wrong = 0;
    for (int i = 0; i < count; i++) {
      wrong += outputs.get(i).join().n() == first + i ? 0 : 1;
    }
    return new Answer(0, List.of(), List.of(), wrong);
  }

  private Answer phase(boolean sequence, int first, int count) throws InterruptedException {
    long start = System.nanoTime();
    Answer answer = sequence ? sequence(first, count) : bulk(first, count);
    double seconds = (System.nanoTime() - start) / 1e9;
    long wrong = answer.wrong();
    for (int n = first; n < first + count; n++) {
      wrong += begun.getOrDefault(n, List.of()).size() == 1 ? 0 : 1;
    }
    begun.clear();
    return new Answer(seconds, answer.dispatch(), answer.result(), wrong);
  }

  /**
   * Serves commands until stdin ends.
   *
   * @param arguments the name of the workflow
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String workflow = arguments[0];
    try (HatchetClient client =
            new HatchetClient(HatchetClientConfiguration.fromEnvironment(System.getenv()));
        HatchetWorker worker = client.worker(WorkerOptions.named(workflow));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      BenchmarkWorker bench = new BenchmarkWorker(client, workflow);
      worker.serve(
          WorkflowDefinition.of(workflow, List.of(), List.of(TaskDefinition.named("a").build())),
          Map.of("a", bench::work));
      System.out.println("READY");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        JsonNode command = Json.object(line);
        System.out.println(
            Json.write(
                bench.phase(
                    command.path("Phase").asText().equals("sequence"),
                    command.path("First").intValue(),
                    command.path("Count").intValue())));
      }
    }
  }
}
