package routes.hatchet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import routes.engine.EmbeddedEngine;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.RunFailedException;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.TaskDefinition;
import routes.hatchet.client.TerminalException;
import routes.hatchet.client.WorkflowDefinition;

/** What {@link HatchetTest} gives a test, and typed inputs, parents and results. */
@HatchetTest
class HatchetTestIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  record Order(String item, int count) {}

  record Price(long cents) {}

  /** A name for each test: Hatchet starts the version it knew for a while after a new one came. */
  private static WorkflowDefinition workflow(String name, TaskDefinition... tasks) {
    return WorkflowDefinition.of(name, List.of(), List.of(tasks));
  }

  @Test
  void stepsTakeAndGiveTypes(HatchetClient client, HatchetWorker worker) throws Exception {
    worker.serve(
        workflow(
            "order",
            TaskDefinition.named("price").build(),
            TaskDefinition.named("total").parents("price").build()),
        Map.of(
            "price", step -> new Price(250),
            "total",
                step ->
                    new Price(
                        step.parent("price", Price.class).cents()
                            * step.input(Order.class).count())));
    JsonNode output =
        client
            .runs()
            .start(RunRequest.of("order", new Order("lamp", 3)))
            .result(JsonNode.class, PATIENCE);
    assertThat(output.at("/total/cents").longValue()).isEqualTo(750);
  }

  @Test
  void outputOfAnotherTypeAndFailuresAreTold(HatchetClient client, HatchetWorker worker)
      throws Exception {
    worker.serve(
        workflow("odd-order", TaskDefinition.named("price").build()),
        Map.of(
            "price",
            step -> {
              if (step.input(Order.class).count() == 0) {
                throw new TerminalException("count is 0: order at least one.");
              }
              return Map.of("cents", "many");
            }));
    RunHandle odd = client.runs().start(RunRequest.of("odd-order", new Order("lamp", 1)));
    assertThatThrownBy(() -> odd.result(Price.class, PATIENCE))
        .isInstanceOf(HatchetException.class)
        .hasMessageStartingWith("The output of run " + odd.runId() + " is no Price");
    RunHandle failed = client.runs().start(RunRequest.of("odd-order", new Order("lamp", 0)));
    assertThatThrownBy(() -> failed.result(Price.class, PATIENCE))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("count is 0");
    RunHandle wrong = client.runs().start(RunRequest.of("odd-order", Map.of("count", "three")));
    assertThatThrownBy(() -> wrong.result(Price.class).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("The input of step price is no Order");
  }

  @Test
  void engineIsOneForAllAndNamesAreTheClasssOwn(EmbeddedEngine engine, HatchetClient client) {
    assertThat(client.configuration().port()).isEqualTo(engine.grpcPort());
    assertThat(client.configuration().namespace()).startsWith("t").endsWith("_");
  }
}
