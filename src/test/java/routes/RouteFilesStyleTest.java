package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What every route file keeps to, so that people, Kaoto and Hawtio can read it. */
class RouteFilesStyleTest {
  private static final Path DIRECTORY = Path.of("src/main/resources/camel");
  private static final Set<String> LENDING =
      Set.of("loan-matching", "lender-processing", "underwriting-workflow");

  private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

  @Test
  void everyRouteHasAnIdOfItsOwnAndADescription() throws IOException {
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : entries()) {
      JsonNode route = entry.path("route");
      if (!route.isMissingNode()) {
        assertThat(route.path("id").asText()).isNotBlank();
        assertThat(ids.add(route.path("id").asText())).as(route.path("id").asText()).isTrue();
        assertThat(route.path("description").asText()).as(route.path("id").asText()).isNotBlank();
        assertThat(route.path("from").path("uri").asText()).doesNotContain("?");
      }
    }
    assertThat(ids).hasSizeGreaterThan(20);
  }

  @Test
  void parametersStandApartFromTheUri() throws IOException {
    assertThat(values("uri")).isNotEmpty().allSatisfy(uri -> assertThat(uri).doesNotContain("?"));
  }

  @Test
  void sqlHasNamedParametersOnly() throws IOException {
    assertThat(values("query"))
        .isNotEmpty()
        .allSatisfy(query -> assertThat(query).doesNotContain("${").doesNotContain("{{"));
  }

  @Test
  void aStepNamesItsTopicTimeoutAndRetries() throws IOException {
    int steps = 0;
    for (JsonNode entry : entries()) {
      JsonNode from = entry.path("route").path("from");
      if (from.path("uri").asText().startsWith("hatchet:step:")) {
        steps++;
        String step = from.path("uri").asText().substring("hatchet:step:".length());
        JsonNode parameters = from.path("parameters");
        // A step for workers with a label runs where it was assigned, not wherever a topic leads.
        assertThat(parameters.path("topic").asText())
            .isEqualTo(parameters.has("desiredWorkerLabels") ? "" : step.replace('/', '.'));
        assertThat(parameters.path("timeout").asText()).as(step).matches("\\d+s");
        assertThat(parameters.has("retries")).as(step).isTrue();
        if (LENDING.contains(step.substring(0, step.indexOf('/')))) {
          // A burst, or a step that is stopped for a while, loses no application.
          assertThat(parameters.path("scheduleTimeout").asText()).as(step).isEqualTo("168h");
        }
        assertThat(entry.path("route").path("id").asText()).isEqualTo(step.replace('/', '.'));
      }
    }
    assertThat(steps).isGreaterThanOrEqualTo(8);
  }

  private List<String> values(String field) throws IOException {
    return entries().stream()
        .flatMap(entry -> entry.findValues(field).stream())
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  private List<JsonNode> entries() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .sorted()
          .flatMap(file -> stream(file))
          .toList();
    }
  }

  private Stream<JsonNode> stream(Path file) {
    try {
      return Stream.of(yaml.readTree(file.toFile()))
          .flatMap(tree -> StreamSupport.stream(tree.spliterator(), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
