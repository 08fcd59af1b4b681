package routes.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The component's catalog has what the sources have, and takes what routes write. */
class OpenAICatalogTest {

  private static final Path CATALOG =
      Path.of("src/generated/resources/META-INF/routes/openai/openai.json");

  private static JsonNode catalog() throws IOException {
    return new ObjectMapper().readTree(Files.readString(CATALOG));
  }

  private static Set<String> names(String group) throws IOException {
    Set<String> names = new TreeSet<>();
    catalog().path(group).fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyOptionIsInTheCatalogWithADescription() throws IOException {
    assertThat(names("properties"))
        .containsAll(
            Arrays.stream(OpenAIConfiguration.class.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .map(Field::getName)
                .toList());
    for (JsonNode option : catalog().path("properties")) {
      assertThat(option.path("description").asText()).endsWith(".");
    }
    for (String option : names("properties")) {
      assertThat(option.equals("operation") || known(option)).as(option).isTrue();
    }
  }

  private static boolean known(String option) {
    return new OpenAIEndpointConfigurer().getOptionType(option, false) != null;
  }

  @Test
  void theKeyIsASecretAndOnlyProducersAreThere() throws IOException {
    assertThat(catalog().at("/properties/apiKey/secret").asBoolean()).isTrue();
    assertThat(catalog().at("/componentProperties/apiKey/secret").asBoolean()).isTrue();
    assertThat(catalog().at("/component/producerOnly").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai:chat-completion?temperature=0&maxTokens=100&jsonSchema=resource:classpath:a.json",
        "openai:embeddings?embeddingModel=x&dimensions=8",
        "openai:audio-transcription?audioResponseFormat=verbose_json&audioTimestampGranularities=word&storeFullResponse=true"
      })
  void catalogTakesTheAddressesOfRoutes(String uri) throws IOException {
    CamelCatalog catalog = new DefaultCamelCatalog();
    catalog.addComponent("openai", OpenAIComponent.class.getName(), Files.readString(CATALOG));
    var result = catalog.validateEndpointProperties(uri);
    assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
  }
}
