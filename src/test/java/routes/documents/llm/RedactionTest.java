package routes.documents.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal data does not go to a model; a lender's own figures do. */
class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to ann.lee@lender.example today | Write to [email] today",
        "SSN 078-05-1120 | SSN [ssn]",
        "ssn: 078051120 | [ssn]",
        "EIN 12-3456789 of the firm | [ein] of the firm",
        "Card 4111 1111 1111 1111 | Card [card]",
        "Call (555) 123-4567 or +1 555-123-4567 | Call [phone] or [phone]",
        "DOB 04/12/1979 | [dob]",
        "Account number 12345678 | [account]",
        "Wire to 021000021000 | Wire to [account]",
      })
  void personalDataIsReplacedByItsKind(String text, String redacted) {
    assertThat(Redaction.of(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Loans of $10,000 - $250,000 over 24-60 months at 7.25%",
        "700+ FICO, 660+ PayNet, 5 years in business",
        "Annual revenue of $1,000,000,000 or 1000000 miles",
        "Effective 4/14/2025"
      })
  void whatALenderWantsStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }
}
