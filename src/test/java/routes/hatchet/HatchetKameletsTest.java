package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.protocol.v1.CreateTaskOpts;

/** The Kamelets: in the shape that Kaoto and Karavan read, and working. */
class HatchetKameletsTest {

  private static final Path DIRECTORY = Path.of("src/main/resources/camel/kamelets");
  private static final Set<String> TYPES = Set.of("string", "integer", "boolean", "number");

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();

  @AfterEach
  void close() {
    fake.close();
  }

  @ParameterizedTest
  @CsvSource({
    "hatchet-step-source, source, workflow step",
    "hatchet-run-action, action, workflow",
    "hatchet-event-sink, sink, key"
  })
  void designersFindWhatTheyDraw(String name, String type, String required) throws IOException {
    JsonNode kamelet =
        new ObjectMapper(new YAMLFactory())
            .readTree(Files.readString(DIRECTORY.resolve(name + ".kamelet.yaml")));
    assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
    assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
    assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
    assertThat(
            kamelet.path("metadata").path("labels").path("camel.apache.org/kamelet.type").asText())
        .isEqualTo(type);
    JsonNode annotations = kamelet.path("metadata").path("annotations");
    for (String annotation :
        List.of("kamelet.support.level", "catalog.version", "provider", "kamelet.group")) {
      assertThat(annotations.path("camel.apache.org/" + annotation).asText())
          .as(annotation)
          .isNotBlank();
    }
    String icon = annotations.path("camel.apache.org/kamelet.icon").asText();
    assertThat(icon).startsWith("data:image/svg+xml;base64,");
    assertThat(
            new String(
                Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1)),
                StandardCharsets.UTF_8))
        .startsWith("<svg ");
    List<String> dependencies = new ArrayList<>();
    kamelet.at("/spec/dependencies").forEach(each -> dependencies.add(each.asText()));
    assertThat(dependencies)
        .contains("camel:kamelet")
        .anyMatch(each -> each.startsWith("mvn:routes:hatchet-routes:"));
    JsonNode definition = kamelet.at("/spec/definition");
    assertThat(definition.path("type").asText()).isEqualTo("object");
    assertThat(definition.path("title").asText()).isNotBlank();
    assertThat(definition.path("description").asText()).isNotBlank();
    List<String> needed = new ArrayList<>();
    definition.path("required").forEach(property -> needed.add(property.asText()));
    assertThat(needed).containsExactly(required.split(" "));
    String template = kamelet.at("/spec/template").toString();
    definition
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              assertThat(value.path("title").asText()).as(property.getKey()).isNotBlank();
              assertThat(value.path("description").asText()).as(property.getKey()).isNotBlank();
              assertThat(TYPES).contains(value.path("type").asText());
              boolean given = needed.contains(property.getKey()) || value.has("default");
              assertThat(template).contains((given ? "{{" : "{{?") + property.getKey() + "}}");
            });
    assertThat(kamelet.at("/spec/types").properties())
        .isNotEmpty()
        .allMatch(t -> t.getValue().path("mediaType").asText().equals("application/json"));
    assertThat(kamelet.at("/spec/template/from/uri").asText())
        .startsWith(type.equals("source") ? "hatchet:" : "kamelet:source");
  }

  @Test
  void stepBeginsARouteThroughItsKamelet() throws Exception {
    fake.start(
        """
        - route:
            from:
              uri: kamelet:hatchet-step-source
              parameters: { workflow: w, step: a, stepTimeout: 90s, retries: 2, onEvents: "loan:uploaded" }
              steps:
                - setBody:
                    expression:
                      simple:
                        expression: '{"seen": "${body[input][id]}"}'
        """);
    CreateTaskOpts task = fake.engine.workflows.get(0).getTasks(0);
    assertThat(task.getReadableId()).isEqualTo("a");
    assertThat(task.getTimeout()).isEqualTo("90s");
    assertThat(task.getRetries()).isEqualTo(2);
    assertThat(fake.engine.workflows.get(0).getEventTriggersList())
        .containsExactly("loan:uploaded");
    String run =
        fake.engine.assign("w", "a", CamelOnFakeEngine.run(), 0, "{\"input\":{\"id\":\"x1\"}}");
    assertThat(fake.outcome(run).getEventPayload()).isEqualTo("{\"seen\":\"x1\"}");
  }

  @Test
  void runAndEventGoOutThroughTheirKamelets() throws Exception {
    fake.start(
        """
        - route:
            from:
              uri: hatchet:step:w/a
              steps:
                - setBody: { constant: { expression: "{}" } }
        - route:
            from:
              uri: direct:run
              steps:
                - to:
                    uri: kamelet:hatchet-run-action
                    parameters: { workflow: w, resultTimeout: 30s, priority: 3, idempotencyKey: k1 }
        - route:
            from:
              uri: direct:event
              steps:
                - to:
                    uri: kamelet:hatchet-event-sink
                    parameters: { key: "loan:uploaded", scope: eu }
        """);
    Exchange run = fake.send("direct:run", Map.of("id", "x1"));
    assertThat(run.getException()).isNull();
    assertThat(run.getMessage().getBody().toString()).startsWith("{workflow_run_id=");
    assertThat(fake.engine.triggers.get(0).getPriority()).isEqualTo(3);
    assertThat(fake.engine.triggers.get(0).getAdditionalMetadata()).contains("\"k1\"");
    Exchange event = fake.send("direct:event", Map.of("id", "x1"));
    assertThat(event.getException()).isNull();
    assertThat(fake.engine.events.get(0).getKey()).isEqualTo("loan:uploaded");
    assertThat(fake.engine.events.get(0).getScope()).isEqualTo("eu");
    assertThat(fake.engine.events.get(0).hasPriority()).isFalse();
  }
}
