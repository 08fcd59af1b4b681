package routes.lending.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.Samples;
import routes.lending.criteria.CriterionType;
import routes.lending.load.PolicyParser;

/** The published schema says what the parser does. */
class PolicySchemaTest {
  private static final JsonNode JSON = read();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JSON);

  private static JsonNode read() {
    try (InputStream schema =
        PolicySchemaTest.class.getResourceAsStream("/schemas/policy.schema.json")) {
      return Samples.JSON.readTree(schema);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesEveryTypeAndOperator() {
    List<String> types = new ArrayList<>();
    JSON.at("/$defs/criterion/properties/type/anyOf/0/enum").forEach(id -> types.add(id.asText()));
    assertThat(types).containsExactlyElementsOf(CriterionType.ids());
    List<String> operators = new ArrayList<>();
    JSON.at("/$defs/criterion/properties/operator/enum").forEach(id -> operators.add(id.asText()));
    assertThat(operators)
        .containsExactlyElementsOf(List.of(Operator.values()).stream().map(Operator::id).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"apex.expected.json", "advantage-plus.expected.json"})
  void acceptsPublishedGuidelinesAndWhatTheParserMakesOfThem(String name) throws IOException {
    byte[] guideline = Samples.guideline(name);
    assertThat(SCHEMA.validate(Samples.JSON.readTree(guideline))).isEmpty();
    assertThat(SCHEMA.validate(PolicyJson.write(PolicyParser.parse(guideline)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"fico\",\"operator\":\"gte\",\"value\":1}",
        "{\"type\":\"fico_score\",\"operator\":\"least\",\"value\":1}",
        "{\"type\":\"fico_score\",\"operator\":\"gte\"}",
        "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":\"700\"}",
        "{\"type\":\"fico_score\",\"operator\":\"between\",\"value\":[1]}",
        "{\"type\":\"state\",\"operator\":\"in\",\"value\":[\"TX\",1]}",
        "{\"type\":\"fico_score\",\"operator\":\"gte\",\"value\":700,\"requird\":true}"
      })
  void refusesWhatTheParserRefuses(String criterion) {
    String policy =
        "{\"lender\":\"Cedar\",\"programs\":[{\"name\":\"A\",\"criteria\":[" + criterion + "]}]}";
    assertThat(SCHEMA.validate(Samples.read(policy))).isNotEmpty();
  }
}
