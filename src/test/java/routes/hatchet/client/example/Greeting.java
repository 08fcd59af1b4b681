package routes.hatchet.client.example;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.RetryPolicy;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.WorkerOptions;
import routes.hatchet.client.WorkflowDefinition;

/** One workflow of one step: a worker that serves it, and a run whose result is waited for. */
public record Greeting(String text) {

  record Person(String name) {}

  static Greeting greet(HatchetClient client, String name) throws InterruptedException {
    TaskDefinition hello = TaskDefinition.named("hello").retry(RetryPolicy.of(3)).build();
    WorkflowDefinition workflow =
        WorkflowDefinition.of("greeting", List.of("person:met"), List.of(hello));
    try (HatchetWorker worker = client.worker(WorkerOptions.named("greeter"))) {
      worker.serve(
          workflow,
          Map.of("hello", step -> new Greeting("Hello, " + step.input(Person.class).name() + "!")));
      return client
          .runs()
          .start(RunRequest.of("greeting", new Person(name)))
          .result(Greeting.class, Duration.ofSeconds(30));
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (HatchetClient client = HatchetClient.connect()) {
      System.out.println(greet(client, "Ada").text());
    }
  }
}
