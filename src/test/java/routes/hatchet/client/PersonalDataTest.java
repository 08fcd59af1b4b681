package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "applicant 123-45-6789 is unknown | applicant … is unknown",
        "ssn is 123456789: send a text | ssn is …: send a text",
        "account 1234567890123456. | account ….",
        "call (555) 123-4567 or +1 555.123.4567 | call … or …",
        "write to jane.private+loans@example.co.uk: | write to …:",
        "type `int` from String \"Jane Private\": not a number | type `int` from String …: not a number",
        "Unrecognized token 'Jane': was expecting | Unrecognized token …: was expecting",
        "Detail: Failing row contains (1, Jane Private, null). | Detail: Failing row contains ….",
        "Key (email, name)=(j, Jane Private) already exists | Key (email, name)=… already exists",
      })
  void leavesOut(String sentence, String told) {
    assertThat(PersonalData.masked(sentence)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "a.", "a@", "1-", "(", "a@a."})
  @Timeout(20)
  void longOnesCostTheirLength(String part) {
    assertThat(PersonalData.masked(part.repeat(500_000))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loan.amount is -5: it must be from 0.01 to 1000000.",
        "Run 707d0855-80ab-4e1f-a156-f1c4546cbf52 of step w:a, attempt 3, 99999999 bytes",
        "Run 12345678-1234-4123-8123-123456789012 failed at 2026-01-31T09:00:00.123456789Z",
        "Nothing listens at 127.0.0.1:7077",
        "hatchet.engine is 'x': set HATCHET_ENGINE to auto, remote or embedded.",
        "loan-applications (partition 0, offset 12), loan-applications/0@12",
      })
  void leaves(String sentence) {
    assertThat(PersonalData.masked(sentence)).isEqualTo(sentence);
  }
}
