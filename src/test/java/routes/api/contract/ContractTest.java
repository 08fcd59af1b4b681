package routes.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract and the route files say the same. */
class ContractTest {
  private static final Path ROUTES = Path.of("src/main/resources/camel");
  private static final Contract CONTRACT = Contract.load();

  @Test
  void everyOperationHasItsRoute() throws IOException {
    assertThat(consumers()).containsAll(operations());
  }

  @Test
  void everyRouteNamedLikeAnOperationIsInTheContract() throws IOException {
    assertThat(operations())
        .containsAll(
            consumers().stream()
                .filter(name -> name.matches("[a-z]+[A-Z][A-Za-z]*"))
                .collect(Collectors.toSet()));
  }

  @Test
  void sqlTakesOnlyParametersThatTheOperationHas() throws IOException {
    int checked = 0;
    for (JsonNode entry : entries()) {
      JsonNode route = entry.path("route");
      String id = route.at("/from/uri").asText().replaceFirst("^direct:", "");
      Operation operation =
          CONTRACT.all().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
      if (operation != null && reads(route)) {
        Set<String> known = new TreeSet<>();
        operation.parameters().forEach(parameter -> known.add(parameter.name()));
        route.findParents("name").forEach(named -> known.add(named.path("name").asText()));
        for (String query : route.findValuesAsText("query")) {
          Matcher names = Pattern.compile(":#(\\w+)").matcher(query);
          while (names.find()) {
            assertThat(known).as(id).contains(names.group(1));
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  /** Whether its body is what the request's parameters say, and nothing else. */
  private static boolean reads(JsonNode route) {
    return route.findParents("ref").stream()
        .anyMatch(
            bean ->
                bean.path("ref").asText().equals("request")
                    && bean.path("method").asText().equals("read"));
  }

  @Test
  void nothingIsServedBesideTheContract() throws IOException {
    List<JsonNode> served = new ArrayList<>();
    for (JsonNode entry : entries()) {
      if (entry.has("rest") && !entry.path("rest").has("openApi")) {
        served.add(entry.path("rest").path("id"));
      }
      if (entry.at("/route/from/uri").asText().startsWith("platform-http")) {
        served.add(entry.at("/route/id"));
      }
    }
    assertThat(served).as("put them into openapi/lending.yaml").isEmpty();
  }

  @Test
  void everyOperationTellsItsSuccessAndHasAnIdOfItsOwn() {
    assertThat(operations()).hasSameSizeAs(CONTRACT.all());
    for (Operation operation : CONTRACT.all()) {
      assertThat(operation.responses().keySet())
          .as(operation.id())
          .anyMatch(status -> status.startsWith("2"));
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = read(CONTRACT.json());
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references)
        .hasSizeGreaterThan(50)
        .allSatisfy(one -> assertThat(document.at(one.substring(1)).isObject()).as(one).isTrue());
  }

  @Test
  void aPathThatIsNamedWinsOverOneWithParameters() {
    assertThat(CONTRACT.find("POST", "/api/lenders/upload").orElseThrow().id())
        .isEqualTo("uploadLender");
    assertThat(CONTRACT.find("GET", "/api/lenders/upload").orElseThrow().id())
        .isEqualTo("getLender");
    assertThat(CONTRACT.find("PUT", "/api/lenders")).isEmpty();
  }

  private static Set<String> operations() {
    return CONTRACT.all().stream()
        .map(Operation::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> consumers() throws IOException {
    return entries().stream()
        .map(entry -> entry.at("/route/from/uri").asText())
        .filter(uri -> uri.startsWith("direct:"))
        .map(uri -> uri.substring("direct:".length()))
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> entries() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<JsonNode> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROUTES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".camel.yaml")).toList()) {
        yaml.readTree(file.toFile()).forEach(entries::add);
      }
    }
    return entries;
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
