package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people send beside clean guidelines; nothing is invented of it. */
class OddScansTest {

  private static ReadPolicy read(byte[] pdf) {
    return new PolicyReader().read(new DocumentReader().read(pdf), "x");
  }

  @Test
  void aPageUpsideDownIsTurned() throws IOException {
    isTurned(2);
  }

  @Test
  @Tag("benchmark")
  void aPageOnItsSideIsTurned() throws IOException {
    isTurned(1);
    isTurned(3);
  }

  private static void isTurned(int quarters) throws IOException {
    UnseenGuidelines.Guideline guideline = UnseenGuidelines.all().get(0);

    DocumentText text = new DocumentReader().read(Scans.turned(guideline.pdf(), 200, quarters));
    Set<String> facts = Facts.of(new PolicyReader().read(text, "x").policy());

    assertThat(text.pages().get(0).turned()).isEqualTo(360 - 90 * quarters);
    assertThat(guideline.facts()).containsAll(facts);
    assertThat(facts.size()).isGreaterThanOrEqualTo(guideline.facts().size() * 9 / 10);
  }

  @Test
  void aBankStatementSetsNoRules() throws IOException {
    ReadPolicy read = read(Scans.of(bankStatement(), 200, 0.5, 2));

    assertThat(Facts.of(read.policy())).isEmpty();
    assertThat(read.unread()).isNotEmpty();
  }

  @Test
  void whatTwoPagesSayInTwoWaysIsNoRule() throws IOException {
    ReadPolicy read = read(contradiction());

    assertThat(Facts.of(read.policy())).containsExactly("Standard: loan_amount lte 150000 USD");
    assertThat(read.unread())
        .contains(new UnreadLine(1, "Minimum FICO 660"), new UnreadLine(2, "Minimum FICO 640"));
  }

  private static byte[] bankStatement() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(Sheet.BOLD, 16, 50, 60, "First Harbor Bank");
      sheet.text(Sheet.PLAIN, 10, 50, 78, "Statement of Account 000123456789 - Page 1 of 1");
      sheet.table(
          Sheet.PLAIN,
          Sheet.BOLD,
          9,
          50,
          135,
          new float[] {200, 120},
          new String[] {"Beginning Balance", "$24,310.55"},
          new String[] {"Deposits and Credits (12)", "$61,200.00"},
          new String[] {"Minimum Balance Required", "$1,500"},
          new String[] {"Interest Rate", "0.15%"});
      sheet.table(
          Sheet.PLAIN,
          Sheet.BOLD,
          9,
          50,
          260,
          new float[] {80, 250, 90, 90},
          new String[] {"Date", "Description", "Amount", "Balance"},
          new String[] {"03/02", "ACH Loan Payment Equipment", "-$1,249.00", "$23,061.55"},
          new String[] {"03/09", "Check 1042 Truck lease", "-$2,100.00", "$32,961.55"});
      sheet.text(
          Sheet.PLAIN,
          9,
          50,
          400,
          "Members must be at least 18 years old. No overdrafts in the last 12 months.");
      return sheet.bytes();
    }
  }

  private static byte[] contradiction() throws IOException {
    try (Sheet sheet = new Sheet()) {
      sheet.text(Sheet.BOLD, 16, 60, 60, "Sandpiper Capital");
      sheet.bullets(10, 60, 108, 480, "Minimum FICO 660", "Maximum amount $150,000");
      sheet.newPage();
      sheet.text(Sheet.BOLD, 16, 60, 60, "Sandpiper Capital");
      sheet.bullets(10, 60, 108, 480, "Minimum FICO 640", "Maximum amount $150,000");
      return sheet.bytes();
    }
  }
}
