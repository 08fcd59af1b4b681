package routes.hatchet.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.RunFailedException;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;
import routes.protocol.v1.RunStatus;

/** Conversions that a Camel context finds by itself. */
class HatchetConvertersTest {

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final TypeConverter converter = camel.getTypeConverter();

  @AfterEach
  void close() {
    camel.stop();
  }

  private static RunResult result(TaskResult.Status status) {
    return new RunResult(
        "r1",
        Map.of(
            "score",
            new TaskResult(
                "score",
                "r1",
                status,
                status == TaskResult.Status.COMPLETED ? Json.read("{\"n\":7}") : null,
                status == TaskResult.Status.FAILED ? "lender is gone" : null)));
  }

  @Test
  void resultOfARunBecomesItsOutput() {
    RunResult done = result(TaskResult.Status.COMPLETED);
    assertThat((Object) converter.convertTo(Map.class, done)).isEqualTo(Map.of("n", 7));
    assertThat(converter.convertTo(JsonNode.class, done).path("n").asInt()).isEqualTo(7);
    assertThat(converter.convertTo(String.class, done)).isEqualTo("{\"n\":7}");
  }

  @Test
  void resultOfAFailedRunIsAnError() {
    assertThatThrownBy(() -> converter.convertTo(JsonNode.class, result(TaskResult.Status.FAILED)))
        .rootCause()
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("lender is gone");
  }

  @Test
  void detailsOfARunShowItsSteps() {
    RunDetails details =
        new RunDetails(
            "r1",
            RunStatus.FAILED,
            true,
            Json.read("{\"id\":\"x\"}"),
            null,
            Map.of("score", new RunDetails.Task("t1", RunStatus.FAILED, null, "lender is gone")));
    JsonNode tree = converter.convertTo(JsonNode.class, details);
    assertThat(tree.at("/steps/score/error").asText()).isEqualTo("lender is gone");
    assertThat(tree.at("/input/id").asText()).isEqualTo("x");
    assertThat(tree.path("done").asBoolean()).isTrue();
  }
}
