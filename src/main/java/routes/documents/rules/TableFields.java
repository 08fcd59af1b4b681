package routes.documents.rules;

import java.util.List;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/** Enters what the fields of tables say under what heads them. */
final class TableFields {

  /** "Not used": such a field says as little as an empty one. */
  private static final String NOT_ASKED =
      "(?i)(?:not (?:used|applicable|pulled|scored|considered)|no minimum|no requirement)\\.?";

  private static final String NOT_REQUIRED =
      "(?i)(?:not (?:required|needed|necessary)|none(?: required)?|optional)\\.?";

  /** What is asked for, where asked for. */
  private static final Pattern ASKED_FOR =
      Pattern.compile(
          "\\b(?:home ?-?owner(?:ship)?|cdl|financials|(?:financial|bank) statements?|tax returns?|pay ?net|comparable|trade lines?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GUARANTEE =
      Pattern.compile(
          "(?:personal )?guarant(?:ee|y|ies|ees|or)s?(?: required)?|pgs?(?: required)?",
          Pattern.CASE_INSENSITIVE);

  private static final String WAIVED =
      "(?i)(?:waived|(?:is |are )?not (?:required|needed|necessary)|none(?: required)?)\\.?";

  private final GuidelineReader reader;
  private final Ledger ledger;

  TableFields(GuidelineReader reader, Ledger ledger) {
    this.reader = reader;
    this.ledger = ledger;
  }

  /** Whether a field is left out, as by a dash. */
  static boolean sayNothing(String value) {
    return value.isBlank() || value.matches("[-–—]+|(?i:n/?a)") || value.matches(NOT_ASKED);
  }

  /** Enters a field for a program. */
  void enter(ProgramNode node, String head, String value, boolean wish) {
    String label = TableLabel.of(head);
    String plain = Prose.plain(label).replaceAll("[?:]+$", "").trim();
    if (ASKED_FOR.matcher(plain).find() && value.matches(NOT_REQUIRED)) {
      return;
    }
    String quote = head + " " + value;
    if (GUARANTEE.matcher(plain).matches() && value.matches(WAIVED)) {
      ledger.enter(node, Reading.of(List.of(noGuarantee())), quote);
    } else if (!wish && (TableLabel.leavesOpen(label) || CellText.asksForPapers(value))) {
      ledger.enter(node, CellText.read(value, TableLabel.demands(label)), quote);
    } else {
      reader.keyed(node, label, CellText.spelled(value), wish);
    }
  }

  /** Enters a field for a program under a condition. */
  void enter(ProgramNode node, String head, String value, String when, String quote) {
    reader.keyed(node, TableLabel.of(head), CellText.spelled(value), when, quote);
  }

  static Fact noGuarantee() {
    return Fact.is("personal_guarantee", Operator.IS_FALSE, null, false);
  }
}
