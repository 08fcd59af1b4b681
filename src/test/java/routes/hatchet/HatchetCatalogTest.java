package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.hatchet.client.Json;

/** The component's catalog: as committed as built, described, and good enough for tools. */
class HatchetCatalogTest {

  private static final Path RESOURCES = Path.of("src/generated/resources");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path COMMITTED = OptionTables.CATALOG;

  private static JsonNode catalog() throws IOException {
    return Json.MAPPER.readTree(Files.readString(COMMITTED));
  }

  /** The build writes them anew after it has copied the committed ones. */
  @Test
  void whatIsCommittedIsWhatTheSourcesGive() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as("%s: options have changed: build once more and commit src/generated", file)
            .isEqualTo(Files.readString(CLASSES.resolve(RESOURCES.relativize(file))));
      }
    }
  }

  @Test
  void compiledConfigurersKnowTheOptionsOfTheCatalog() throws IOException {
    Set<String> endpoint = options("properties");
    endpoint.removeAll(Set.of("operation", "name"));
    for (String option : endpoint) {
      assertThat(new HatchetEndpointConfigurer().getOptionType(option, false))
          .as(option)
          .isNotNull();
    }
    for (String option : options("componentProperties")) {
      assertThat(new HatchetComponentConfigurer().getOptionType(option, false))
          .as(option)
          .isNotNull();
    }
    assertThat(new HatchetEndpointUriFactory().propertyNames()).containsAll(options("properties"));
  }

  @Test
  void everyOptionOfTheSourcesIsInTheCatalogAndHasAPlace() throws IOException {
    Set<String> options = options("properties");
    Arrays.stream(HatchetConfiguration.class.getDeclaredFields())
        .filter(field -> !field.isSynthetic())
        .forEach(
            field -> {
              assertThat(options).contains(field.getName());
              assertThat(OperationOptions.taking(field.getName())).as(field.getName()).isNotEmpty();
            });
    for (HatchetOperation operation : HatchetOperation.values()) {
      assertThat(options).containsAll(OperationOptions.of(operation));
    }
    JsonNode operations = catalog().at("/properties/operation/enum");
    List<String> names = new ArrayList<>();
    operations.forEach(name -> names.add(name.asText()));
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HatchetOperation.values()).map(HatchetOperation::text).toList());
  }

  private static Set<String> options(String group) throws IOException {
    Set<String> options = new TreeSet<>();
    catalog().path(group).fieldNames().forEachRemaining(options::add);
    return options;
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
        "hatchet:rate-limit:llm?limit=10&window=second",
        "hatchet:step:w/a?waitFor=30m or event:go&skipIf=parent:b[output.x]&workflowConcurrency='all'",
        "hatchet:runs:loan-matching",
        "hatchet:run:w?idempotencyKey=k&failures=collect&stickyChild=true",
        "hatchet:labels?labels=pool=cpu"
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
