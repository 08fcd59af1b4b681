package routes.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;
import routes.lending.json.StrictYaml;

/** YAML says what its JSON says, or is refused with a sentence. */
class StrictYamlTest {

  @Test
  void whatPeopleWriteIsTheSameAsItsJson() {
    JsonNode read =
        read(
            """
            # Two states and a rate.
            lender: Hollow Oak
            effectiveFrom: 2026-01-01
            states: [NO, ON, yes]
            fee: 1.10
            least: 660
            required: true
            nothing:
            quote: |
              two
              lines
            """);
    JsonNode same =
        StrictJson.read(
            bytes(
                """
                {"lender": "Hollow Oak", "effectiveFrom": "2026-01-01", "states": ["NO", "ON", "yes"],
                 "fee": 1.10, "least": 660, "required": true, "nothing": null, "quote": "two\\nlines\\n"}
                """),
            "The policy",
            1000);
    assertThat(read).isEqualTo(same);
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    JsonNode value =
        StrictJson.read(
            bytes(
                """
                {"texts": ["NO", "off", "660", "1e3", "~", "", "a: b", "# no comment", "- x", "*x", "&y", "two\\nlines",
                 "true", "null", "0x1F", "2026-01-01", " spaced "], "numbers": [0, 1.5, -3, 12345678901234567890]}
                """),
            "The value",
            1000);
    assertThat(read(StrictYaml.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a: 1\\na: 2'                  | has 'a' twice in line 2
          'a: [1'                        | line 1
          'a: &x 1\\nb: *x'              | has an anchor in line 1
          'b: *x'                        | has an alias in line 1
          'a: !!binary aGVsbG8='         | has a tag in line 1
          'a: 1\\n---\\na: 2'            | has a second document in line 2
          'a: b: c'                      | mapping values are not allowed here
          '? [a]\\n: b'                  | has a key that is no text in line 1
          ''                             | is empty
          '# only this'                  | is empty
          '~'                            | is empty
          'a: .inf'                      | has .inf, which is no number of JSON in line 1
          'a: 0x1F'                      | has 0x1F, which is no number of JSON in line 1
          'a: {b: [1, 1e400]}'           | 'a.b[1] has more digits'
          'a: 1234567890123456789012345678901234567890123' | has a number that is too long in line 1
          '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[' | is nested deeper than 32 levels in line 1
          """)
  void whatCannotBeTakenIsToldInASentence(String yaml, String sentence) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(".")
        .hasMessageNotContainingAny("\n", "com.fasterxml", "StreamReadConstraints");
  }

  @Test
  void routeFilesAreReadableYamlToo() throws Exception {
    byte[] route = Files.readAllBytes(Path.of("src/main/resources/camel/api.camel.yaml"));
    assertThat(StrictYaml.read(route, "The file", 1 << 20)).isNotEmpty();
  }

  /** Whatever comes, it is JSON or a sentence. */
  @Test
  void nonsenseIsNeverMoreThanRefused() {
    Random random = new Random(7);
    byte[] alphabet = bytes("ab: \n-[]{},\"'|>&*!%@`#?0.~\t\u0000\u00e9\r");
    for (int round = 0; round < 20_000; round++) {
      byte[] nonsense = new byte[random.nextInt(40)];
      for (int i = 0; i < nonsense.length; i++) {
        nonsense[i] =
            random.nextInt(50) == 0
                ? (byte) random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)];
      }
      try {
        assertThat(StrictYaml.read(nonsense, "It", 100)).isNotNull();
      } catch (MalformedJsonException refused) {
        assertThat(refused.getMessage()).isNotBlank().endsWith(".").doesNotContain("\n");
      }
    }
  }

  @Test
  void tooManyBytesAreRefused() {
    assertThatThrownBy(() -> StrictYaml.read(bytes("a: b"), "The policy", 3))
        .hasMessage("The policy has 4 bytes: at most 3 are taken.");
  }

  private static JsonNode read(String yaml) {
    return StrictYaml.read(bytes(yaml), "The policy", 10_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
