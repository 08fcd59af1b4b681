package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.hatchet.client.Json;

/** What passes between headers and metadata, in both directions and any case of letters. */
class HatchetHeaderFilterStrategyTest {

  private final HatchetHeaderFilterStrategy filter = new HatchetHeaderFilterStrategy();
  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();

  @AfterEach
  void close() {
    fake.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CamelFileName",
        "camelfilename",
        "CAMELHTTPURI",
        "CAmelBeanMethodName",
        "CamelHatchetWorkflowRunId",
        "camelHatchetChildKey",
        "kafka.OVERRIDE_TOPIC",
        "org.apache.camel.x",
        "Authorization",
        "traceparent2",
        "anything"
      })
  void nothingElseThanTracingPassesInEitherDirection(String name) {
    assertThat(filter.applyFilterToExternalHeaders(name, "x", null)).isTrue();
    assertThat(filter.applyFilterToCamelHeaders(name, "x", null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traceparent", "Traceparent", "TRACESTATE", "baggage"})
  void contextOfTracingPassesWhenItIsText(String name) {
    assertThat(filter.applyFilterToExternalHeaders(name, "00-1", null)).isFalse();
    assertThat(filter.applyFilterToCamelHeaders(name, "00-1", null)).isFalse();
    assertThat(filter.applyFilterToExternalHeaders(name, Map.of("a", 1), null)).isTrue();
    assertThat(filter.applyFilterToCamelHeaders(name, 7, null)).isTrue();
  }

  @Test
  void headersOfARouteLeaveAsMetadataByTheSameRule() throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").setBody(constant("{}"));
          }
        });
    Exchange done =
        fake.camel
            .createProducerTemplate()
            .request(
                "hatchet:run:w",
                exchange -> {
                  exchange.getMessage().setHeader("Traceparent", "00-2");
                  exchange.getMessage().setHeader("secret", "s");
                  exchange.getMessage().setHeader("CamelFileName", "f");
                });
    assertThat(done.getException()).isNull();
    assertThat(Json.map(Json.read(fake.engine.triggers.get(0).getAdditionalMetadata())))
        .isEqualTo(Map.of("traceparent", "00-2"));
    fake.camel
        .createProducerTemplate()
        .sendBodyAndHeader("hatchet:event:e", Map.of(), "TRACESTATE", "a=1");
    assertThat(fake.engine.events.get(0).getAdditionalMetadata())
        .isEqualTo("{\"tracestate\":\"a=1\"}");
  }
}
