package routes.lending.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.lending.Problem;
import routes.lending.Samples;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyJson;
import routes.lending.policy.PolicyVersion;

class PolicyParserTest {
  private static final String POLICY =
      """
      {"lender": "Cedar", "effectiveFrom": "2026-01-01", "programs": [
        {"name": "A", "page": 1,
         "criteria": [{"type": "fico_score", "operator": "gte", "value": 700, "page": 1, "quote": "700+"}],
         "rates": [{"amountMin": 10000, "amountMax": 49999, "rateBps": 775}]}]}""";

  private static List<Problem> problems(String json) {
    InvalidPolicyException refused =
        catchThrowableOfType(
            InvalidPolicyException.class,
            () -> PolicyParser.parse(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.message()).endsWith("."));
    return refused.problems();
  }

  private static List<Problem> criterion(String criterion) {
    return problems(
        """
        {"lender": "Cedar", "programs": [{"name": "A", "criteria": [%s]}]}"""
            .formatted(criterion));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "type":"fico_scor","operator":"gte","value":700                     | type     | did you mean 'fico_score'
          "type":"shoe size","operator":"gte","value":44                      | type     | is no type that is known
          "operator":"gte","value":44                                         | type     | is missing
          "type":"fico_score","operator":"atleast","value":700                | operator | use one of gte
          "type":"fico_score","value":700                                     | operator | is missing
          "type":"fico_score","operator":"gte"                                | value    | is missing
          "type":"fico_score","operator":"gte","value":"700"                  | value    | without quotes
          "type":"fico_score","operator":"gte","value":[700]                  | value    | one number
          "type":"fico_score","operator":"gte","value":7000                   | value    | must be from 300 to 850
          "type":"fico_score","operator":"between","value":[720,700]          | value    | swap them
          "type":"fico_score","operator":"between","value":[720]              | value    | [low, high]
          "type":"fico_score","operator":"between","value":700                | value    | [low, high]
          "type":"fico_score","operator":"in","value":[]                      | value    | a list
          "type":"fico_score","operator":"is_true"                            | operator | which fico_score is not
          "type":"fico_score","operator":"gte","value":700,"unit":"years"     | unit     | does not fit fico_score
          "type":"loan_amount","operator":"lte","value":5,"unit":"EUR"        | unit     | none that is known
          "type":"loan_amount","operator":"lte","value":-5                    | value    | must be from
          "type":"time_in_business","operator":"gte","value":5,"unit":"miles" | unit     | use months
          "type":"bankruptcy","operator":"lte","value":5                      | operator | does not fit bankruptcy
          "type":"bankruptcy","operator":"is_true","value":false              | value    | leave it out
          "type":"state","operator":"not_in","value":["ZZ"]                   | value    | no state of the US
          "type":"state","operator":"gte","value":5                           | value    | does not fit state
          "type":"industry","operator":"not_in","value":"Trucking"            | value    | a list
          "type":"industry","operator":"not_in","value":["a",5]               | value    | not mixed
          "type":"industry","operator":"eq","value":"a","unit":"USD"          | unit     | does not fit a text
          "type":"application_only","operator":"gte","value":5                | operator | use lte
          "type":"fico_score","operator":"gte","value":700,"weight":-1        | weight   | from 0
          "type":"fico_score","operator":"gte","value":700,"required":"no"    | required | true or false
          "type":"fico_score","operator":"gte","value":700,"page":0           | page     | from 1
          "type":"fico_score","operator":"gte","value":700,"when":"ovr 5"     | when     | no guard that is understood
          "type":"fico_score","operator":"gte","value":700,"requird":false    | requird  | write required if
          """)
  void namesWhatIsWrongWithACriterion(String members, String member, String sentence) {
    List<Problem> problems = criterion("{" + members + "}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo("programs[0].criteria[0]." + member);
    assertThat(problems.get(0).message()).startsWith("programs[0].criteria[0]").contains(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "{}",
        "{\"lender\": \"\", \"programs\": [{\"name\": \"A\"}]}",
        "{\"lender\": \"Cedar\"}",
        "{\"lender\": \"Cedar\", \"programs\": {}}",
        "{\"lender\": \"Cedar\", \"programs\": [7]}",
        "{\"lender\": \"Cedar\", \"programs\": [{}]}",
        "{\"lender\": \"Cedar\", \"programs\": [{\"name\": \"A\"}, {\"name\": \"A\"}]}",
        "{\"lender\": \"Cedar\", \"effectiveFrom\": \"soon\", \"programs\": [{\"name\": \"A\"}]}",
        "{\"lender\": \"Cedar\", \"effectiveFrom\": \"2026-02-01\", \"effectiveTo\": \"2026-01-01\","
            + " \"programs\": [{\"name\": \"A\"}]}",
        "{\"lender\": \"Cedar\", \"lender\": \"Elm\", \"programs\": [{\"name\": \"A\"}]}",
        "{\"lender\": \"Cedar\", \"programs\": [{\"name\": \"A\", \"rates\": [{}]}]}",
        "{\"lender\": \"Cedar\", \"programs\": [{\"name\": \"A\", \"rates\": [{\"rateBps\": -1}]}]}",
        "{\"lender\": \"Cedar\", \"programs\": [{\"name\": \"A\", \"rates\": [{\"rateBps\": 7,"
            + " \"amountMin\": 9, \"amountMax\": 8}]}]}"
      })
  void refusesWhatIsNoPolicy(String json) {
    assertThat(problems(json)).isNotEmpty();
  }

  @Test
  void tellsEveryProblemAtOnce() {
    assertThat(
            criterion(
                """
                {"type": "x", "operator": "gte", "value": 1},
                {"type": "fico_score", "operator": "is_true"},
                {"type": "state", "operator": "in", "value": ["QQ"]}"""))
        .hasSize(3);
  }

  @Test
  void ignoresAndListsFieldsThatMeanNothing() {
    PolicyDocument document =
        PolicyParser.read(
            POLICY
                .replace("{\"lender\"", "{\"remarks\": 1, \"lender\"")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(document.ignoredFields()).containsExactly("remarks");
  }

  @Test
  void takesACitationInEitherForm() {
    String nested =
        POLICY.replace(
            "\"page\": 1, \"quote\": \"700+\"", "\"citation\": {\"page\": 1, \"quote\": \"700+\"}");
    assertThat(nested).isNotEqualTo(POLICY);
    assertThat(PolicyParser.parse(Samples.read(nested)))
        .isEqualTo(PolicyParser.parse(Samples.read(POLICY)));
  }

  @Test
  void comesBackFromItsOwnJson() {
    for (String name : List.of("apex.expected.json", "advantage-plus.expected.json")) {
      Policy policy = PolicyParser.parse(Samples.guideline(name));
      assertThat(PolicyParser.parse(PolicyJson.write(policy))).isEqualTo(policy);
      assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
    }
  }

  @Test
  void theVersionIsTheContent() {
    Policy policy = PolicyParser.parse(Samples.read(POLICY));
    String version = PolicyVersion.of(policy);
    assertThat(version).matches("[0-9a-f]{64}");
    String reordered =
        """
        {"programs": [{"page": 1, "name": "A", "rates": [{"rateBps": 775, "amountMax": 49999.00, "amountMin": 1E4}],
         "criteria": [{"quote": "700+", "operator": "gte", "page": 1, "value": 700.0, "type": "fico_score"}]}],
         "effectiveFrom": "2026-01-01", "lender": "Cedar"}""";
    assertThat(PolicyVersion.of(PolicyParser.parse(Samples.read(reordered)))).isEqualTo(version);
    assertThat(PolicyVersion.of(PolicyParser.parse(Samples.read(POLICY.replace("700,", "701,")))))
        .isNotEqualTo(version);
  }

  @Test
  void theSameFileUnderAnotherNameIsTheSameVersion() {
    ObjectNode one = (ObjectNode) Samples.read(POLICY);
    one.putObject("source").put("documentId", "1").put("fileName", "a.pdf").put("sha256", "ab");
    ObjectNode other = (ObjectNode) Samples.read(POLICY);
    other.putObject("source").put("documentId", "2").put("fileName", "b.pdf").put("sha256", "ab");
    assertThat(PolicyVersion.of(PolicyParser.parse(one)))
        .isEqualTo(PolicyVersion.of(PolicyParser.parse(other)));
    other.withObject("/source").put("sha256", "cd");
    assertThat(PolicyVersion.of(PolicyParser.parse(one)))
        .isNotEqualTo(PolicyVersion.of(PolicyParser.parse(other)));
  }

  @Test
  void aGuardInALendersOwnWordsIsAWarning() {
    ObjectNode policy = (ObjectNode) Samples.read(POLICY);
    policy.putObject("source").put("documentId", "1").put("fileName", "a.pdf").put("sha256", "ab");
    ((ObjectNode) policy.at("/programs/0/criteria/0")).put("when", "owner is nice");
    assertThat(PolicyParser.read(policy).warnings())
        .extracting(Problem::path)
        .containsExactly("programs[0].criteria[0].when");
  }

  @Test
  void aPolicyThatBreaksItsOwnExamplesIsRefused() {
    ObjectNode policy = (ObjectNode) Samples.read(POLICY);
    ObjectNode example = policy.putArray("examples").addObject();
    example.put("name", "a good one").put("outcome", "ELIGIBLE").put("program", "A");
    example.set("application", Samples.json());
    assertThat(PolicyParser.parse(policy).examples()).hasSize(1);

    example.put("outcome", "INELIGIBLE");
    assertThat(problems(policy.toString()).get(0).message())
        .contains("'a good one' says INELIGIBLE, but the policy comes to ELIGIBLE");
    example.put("outcome", "ELIGIBLE").put("rateBps", 775);
    assertThat(problems(policy.toString()).get(0).path()).isEqualTo("examples[0].rateBps");
    Samples.set((ObjectNode) example.get("application"), "loan.amount", "-1");
    assertThat(problems(policy.toString()).get(0).path())
        .isEqualTo("examples[0].application.loan.amount");
  }
}
