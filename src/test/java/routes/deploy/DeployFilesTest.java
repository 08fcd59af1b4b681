package routes.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeployFilesTest {
  private static final Pattern SETTING = Pattern.compile("(?m)^#?([a-z][a-z0-9.]*)=");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]*)=");
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Read by others: the JVM's allocator, the client of Hatchet, the client of the LLM. */
  private static final Pattern FOREIGN =
      Pattern.compile("MALLOC_ARENA_MAX|HATCHET_CLIENT_.*|OPENAI_.*");

  @Test
  void theWorkerOfComposeIsGivenOnlySettingsThatExist() throws IOException {
    JsonNode worker = YAML.readTree(read("docker-compose.yml")).at("/services/worker");
    assertThat(unknown(names(worker.get("environment")))).isEmpty();
    assertThat(worker.at("/healthcheck/test").toString()).contains("/observe/health/live", "8001");
  }

  @Test
  void everyVariableOfComposeIsInTheExample() throws IOException {
    Set<String> referenced = matches(REFERENCE, read("docker-compose.yml"));
    assertThat(matches(VARIABLE, read(".env.example"))).containsAll(referenced);
  }

  @Test
  void theExampleNamesOnlySettingsThatExist() throws IOException {
    Set<String> example = matches(VARIABLE, read(".env.example"));
    example.removeAll(matches(REFERENCE, read("docker-compose.yml")));
    assertThat(unknown(example)).isEmpty();
  }

  @Test
  void kubernetesAsksForHealthWhereItIsAndGivesOnlySettingsThatExist() throws IOException {
    JsonNode container = document("Deployment").at("/spec/template/spec/containers/0");
    assertThat(unknown(new HashSet<>(container.get("env").findValuesAsText("name")))).isEmpty();
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8001);
    assertThat(container.at("/livenessProbe/httpGet/path").asText())
        .isEqualTo("/observe/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText())
        .isEqualTo("/observe/health/ready");
  }

  @Test
  void whatKubernetesSelectsIsTheDeployment() throws IOException {
    JsonNode labels = document("Deployment").at("/spec/template/metadata/labels");
    assertThat(document("Service").at("/spec/selector")).isEqualTo(labels);
    assertThat(document("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
    assertThat(document("NetworkPolicy").at("/spec/podSelector/matchLabels")).isEqualTo(labels);
  }

  @Test
  void theImageIsGivenOnlySettingsThatExist() throws IOException {
    String dockerfile = read("Dockerfile");
    Set<String> variables = matches(Pattern.compile("(?m)^\\s*(?:ENV )?([A-Z_]+)=\\S"), dockerfile);
    assertThat(variables).contains("DATA_DIR");
    assertThat(unknown(variables)).isEmpty();
  }

  private static JsonNode document(String kind) throws IOException {
    for (String file : List.of("worker.yaml", "network-policy.yaml")) {
      try (MappingIterator<JsonNode> documents =
          YAML.readerFor(JsonNode.class).readValues(read("deploy/kubernetes/" + file))) {
        for (JsonNode document : documents.readAll()) {
          if (document.path("kind").asText().equals(kind)) {
            return document;
          }
        }
      }
    }
    throw new AssertionError("no " + kind);
  }

  private static Set<String> unknown(Set<String> variables) throws IOException {
    Set<String> known =
        matches(SETTING, read("src/main/resources/application.properties")).stream()
            .map(property -> property.toUpperCase(Locale.ROOT).replace('.', '_'))
            .collect(Collectors.toSet());
    return variables.stream()
        .filter(variable -> !known.contains(variable) && !FOREIGN.matcher(variable).matches())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
