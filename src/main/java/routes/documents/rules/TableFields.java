package routes.documents.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Enters what the fields of tables say under what heads them. */
final class TableFields {

  /** "Not used": such a field says as little as an empty one. */
  private static final String NOT_ASKED =
      "(?i)(?:not (?:used|applicable|pulled|scored|considered)|no minimum|no requirement)\\.?";

  private static final String NOT_REQUIRED =
      "(?i)(?:(?:is |are )?not (?:required|needed|necessary)|no|none(?: required)?|optional|waived)\\.?";

  /** What is asked for, where asked for. */
  private static final Pattern ASKED_FOR =
      Pattern.compile(
          "\\b(?:home ?-?owner(?:ship)?|cdl|financials|(?:financial|bank) statements?|tax returns?|pay ?net|comparable|trade lines?|guarant(?:ee|y|ies|ees|or)s?|pgs?)\\b",
          Pattern.CASE_INSENSITIVE);

  /** "Application only - just the signed application, up to the max amount shown" */
  private static final Pattern SUFFICES =
      Pattern.compile(
          "app(?:lication)?[- ]only\\b.*\\b(?:up )?to the (?:max(?:imum)?|amounts?|limits?)\\b.*",
          Pattern.CASE_INSENSITIVE);

  /** "11.50%, 10% down required" */
  private static final Pattern RATE_AND_MORE =
      Pattern.compile("(?<rate>\\d{1,2}(?:\\.\\d+)? ?%)(?:[,;] ?| - )(?<more>.+)");

  private final GuidelineReader reader;
  private final Ledger ledger;

  /** Whether an application suffices up to the amounts in the table. */
  private final boolean suffices;

  private TableFields(GuidelineReader reader, Ledger ledger, boolean suffices) {
    this.reader = reader;
    this.ledger = ledger;
    this.suffices = suffices;
  }

  /**
   * For the fields of a table.
   *
   * @param title what stands above it
   */
  static TableFields of(GuidelineReader reader, Ledger ledger, String title) {
    boolean suffices = SUFFICES.matcher(Prose.plain(title)).matches();
    return new TableFields(reader, ledger, suffices);
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
    if (!wish && (TableLabel.leavesOpen(label) || CellText.asksForPapers(value))) {
      ledger.enter(node, CellText.read(value, TableLabel.demands(label)), quote);
    } else if (BuyRate.labelled(plain)) {
      rate(node, label, value, quote);
    } else {
      reader.keyed(node, label, CellText.spelled(value), wish, quote);
    }
    if (suffices && !wish && about(plain, Field.LOAN_AMOUNT)) {
      reader.keyed(node, "application only up to", value, false, quote);
    }
  }

  private static boolean about(String label, Field field) {
    return NumberReader.mentions(label).stream().anyMatch(mention -> mention.field() == field);
  }

  private void rate(ProgramNode node, String label, String value, String quote) {
    Matcher more = RATE_AND_MORE.matcher(Prose.plain(value));
    Reading rest = more.matches() ? CellText.read(more.group("more"), false) : Reading.NONE;
    if (rest.facts().isEmpty() || !rest.unread().isEmpty()) {
      reader.keyed(node, label, value, false, quote);
    } else {
      reader.keyed(node, label, more.group("rate"), false, quote);
      ledger.enter(node, rest, quote);
    }
  }

  /** Enters a field for a program under a condition. */
  void enter(ProgramNode node, String head, String value, String when, String quote) {
    String label = TableLabel.of(head);
    if (about(Prose.plain(label), Field.DOWN_PAYMENT) && value.matches("0(?:\\.0+)? ?%")) {
      return;
    }
    if (TableLabel.leavesOpen(label)) {
      Reading said = CellText.read(value, false);
      boolean free = said.facts().stream().allMatch(fact -> fact.when() == null);
      ledger.enter(node, free ? said.under(when) : Reading.nothing(quote), quote);
    } else {
      reader.keyed(node, label, CellText.spelled(value), when, quote);
    }
  }

  /** Enters what is said in brackets beside a program's name: "Corp Only (no PG)". */
  void enterAside(ProgramNode node, String name) {
    Matcher aside = Aside.BRACKETS.matcher(name);
    if (aside.find()) {
      Reading said = CellText.read(aside.group(1), false);
      if (said.unread().isEmpty()) {
        ledger.enter(node, said, name);
      }
    }
  }
}
