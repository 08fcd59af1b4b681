package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.hatchet.client.Json;

/** The component's catalog: as committed as built, described, and good enough for tools. */
class HatchetCatalogTest {

  private static final Path COMMITTED =
      Path.of("src/generated/resources/META-INF/routes/hatchet/hatchet.json");
  private static final Path BUILT = Path.of("target/classes/META-INF/routes/hatchet/hatchet.json");

  private static JsonNode catalog() throws IOException {
    return Json.MAPPER.readTree(Files.readString(COMMITTED));
  }

  @Test
  void committedCatalogIsTheOneThatTheSourcesGive() throws IOException {
    // The build writes the catalog anew after it has copied the committed one.
    assertThat(Files.readString(COMMITTED))
        .as("options have changed: build once more and commit src/generated")
        .isEqualTo(Files.readString(BUILT));
    List<String> options = new ArrayList<>();
    catalog().path("properties").fieldNames().forEachRemaining(options::add);
    Arrays.stream(HatchetConfiguration.class.getDeclaredFields())
        .filter(field -> !field.isSynthetic())
        .forEach(field -> assertThat(options).contains(field.getName()));
  }

  @Test
  void everyOptionIsDescribedAndOnTheComponentsPage() throws IOException {
    String page = Files.readString(Path.of("docs/hatchet-component.md"), StandardCharsets.UTF_8);
    for (String group : List.of("componentProperties", "properties")) {
      catalog()
          .path(group)
          .properties()
          .forEach(
              option -> {
                String description = option.getValue().path("description").asText();
                assertThat(description).as(option.getKey()).isNotBlank();
                assertThat(page)
                    .as("docs/hatchet-component.md, option " + option.getKey())
                    .contains("| `" + option.getKey() + "` |")
                    .contains(description.replace("|", "\\|"));
              });
    }
  }

  @Test
  void secretsAreMarked() throws IOException {
    assertThat(catalog().at("/componentProperties/token/secret").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hatchet:step:loan-matching/calculate_matches?parents=prepare_matching&timeout=300s&retries=3&topic=loan-matching.calculate_matches",
        "hatchet:on-failure:loan-matching",
        "hatchet:run:loan-matching?wait=true&timeout=1m",
        "hatchet:event:loan:application:uploaded?scope=x",
        "hatchet:rate-limit:llm?limit=10&window=second"
      })
  void catalogTakesTheAddressesOfTheRoutes(String uri) throws IOException {
    CamelCatalog catalog = new DefaultCamelCatalog();
    catalog.addComponent("hatchet", HatchetComponent.class.getName(), Files.readString(COMMITTED));
    EndpointValidationResult result = catalog.validateEndpointProperties(uri);
    assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
  }

  @Test
  void catalogRefusesAnUnknownOption() throws IOException {
    CamelCatalog catalog = new DefaultCamelCatalog();
    catalog.addComponent("hatchet", HatchetComponent.class.getName(), Files.readString(COMMITTED));
    assertThat(catalog.validateEndpointProperties("hatchet:step:w/a?retires=3").getUnknown())
        .containsExactly("retires");
  }
}
