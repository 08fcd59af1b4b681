package routes.documents.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;
import routes.lending.policy.Rate;

/** Keeps what was found, and what was not understood, while a document is read. */
final class Ledger {

  private static final Pattern NO_RULE =
      Pattern.compile(
          "(?i).*(?:[\\w.]+@[\\w.]+|\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}|www\\.\\w).*|(?:page )?\\d{1,3}(?: of \\d{1,3})?|\\(?\\w{1,2}[.)]|\\W*|effective.*");

  private static final Pattern REQUIRED = Pattern.compile("(?i)^required:? ");
  private static final Pattern START_UP = Pattern.compile("(?i)\\bstart-? ?ups?\\b");

  /** Text on a page. */
  record Line(int page, String text) {}

  private final Set<Line> unread = new LinkedHashSet<>();
  private @Nullable LocalDate effectiveFrom;
  private @Nullable String lender;
  private int page = 1;

  void turnTo(int number) {
    page = number;
  }

  int page() {
    return page;
  }

  /** Enters what was read from words of the document. */
  void enter(ProgramNode node, Reading reading, String quote) {
    for (Fact fact : reading.facts()) {
      // In a program for start-ups all that is said is said of them.
      boolean young =
          fact.type().equals(Field.TIME_IN_BUSINESS.type()) && fact.operator() == Operator.LT;
      boolean ofItself =
          "start-up".equals(fact.when()) && (young || START_UP.matcher(node.name()).find());
      node.add((ofItself ? fact.always() : fact).criterion(page, Footnotes.unmarked(quote)));
    }
    reading.unread().forEach(text -> unread(printed(text, quote)));
  }

  /** What was not understood as it is printed, rather than in the words of the readers. */
  private static String printed(String understood, String quote) {
    if (quote.contains(understood)) {
      return understood;
    }
    // A list of papers is read as what is required.
    String plain = REQUIRED.matcher(understood).replaceFirst("");
    boolean one = Prose.sentences(plain).size() == 1;
    return Prose.sentences(quote).stream()
        .filter(sentence -> one && isMeant(plain, sentence))
        .findFirst()
        .orElse(letters(Prose.plain(quote)).contains(letters(plain)) ? quote : plain);
  }

  /** A label may have lost the sign behind it. */
  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static boolean isMeant(String plain, String sentence) {
    return Stream.of(sentence, CellText.spelled(sentence), TableLabel.of(sentence))
        .map(Prose::plain)
        .filter(read -> !read.isEmpty())
        .anyMatch(read -> read.contains(plain) || plain.endsWith(read));
  }

  /** Enters what holds only where the section turns out to be a program. */
  void enterIfProgram(ProgramNode node, Reading reading, String quote) {
    for (Fact fact : reading.facts()) {
      node.addIfProgram(fact.criterion(page, Footnotes.unmarked(quote)));
    }
  }

  void enter(ProgramNode node, Rate rate) {
    node.add(rate);
  }

  void unread(String text) {
    if (!NO_RULE.matcher(text.trim()).matches()) {
      unread.add(new Line(page, Footnotes.unmarked(text.trim())));
    }
  }

  void unread(int onPage, String text) {
    unread.add(new Line(onPage, text));
  }

  /** Looks for the day from which the guideline holds. */
  void date(String text) {
    if (effectiveFrom == null) {
      effectiveFrom = Dates.effective(text).orElse(null);
    }
  }

  void lender(String name) {
    if (lender == null) {
      lender = name;
    }
  }

  List<Line> unread() {
    return new ArrayList<>(unread);
  }

  @Nullable LocalDate effectiveFrom() {
    return effectiveFrom;
  }

  @Nullable String lender() {
    return lender;
  }
}
