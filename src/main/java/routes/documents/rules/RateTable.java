package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Table;

/**
 * Rates by amount and term, read from a table.
 *
 * @param entries in the table's order
 * @param unpriced fields that have words for a rate
 */
record RateTable(List<Entry> entries, List<Unpriced> unpriced) {

  private static final Pattern PERCENT = Pattern.compile("\\+?(\\d{1,2}(?:\\.\\d{1,4})?) ?%");
  private static final BigDecimal BASIS = BigDecimal.valueOf(100);
  private static final Pattern BARE =
      Pattern.compile("(?i)(?:up )?(?:to )?\\d{2,3}(?: ?- ?\\d{2,3}|\\+)?");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final String OF_TERMS = "(?i).*\\b(?:terms?|months?|mos?)\\b.*";

  private static final String PLAIN =
      "(?i)(?:buy |base )?rates?|yield|apr|(?:loan |lease )?terms?(?: \\(?(?:in )?months\\)?)?|months|(?:loan |deal )?amounts?(?: financed)?";

  /** A program's name with its amounts behind it. */
  private static final Pattern NAME_AND_BAND =
      Pattern.compile(
          "(?<name>[^,:($]*?[^,:($\\s-])(?:,| -|:| \\(| (?=(?i:up to |over |under )?\\$)) ?(?<band>.*\\d.*?)\\)?");

  /** "Buy rate, $10,000 to $60,000", in the corner above its terms. */
  private static final Pattern RATES_FOR =
      Pattern.compile("(?i)(?:buy |base )?rates?(?:,| -|:| for)? (?<band>.*\\$.*)");

  /** "Call your rep" */
  private static final String IN_WORDS = "[^\\d%$]*[A-Za-z]{3}[^\\d%$]*";

  /** Titles over percentages that are no rates. */
  private static final Pattern OTHER_SHARES =
      Pattern.compile(
          "(?i)\\b(?:down|advances?|ltv|loan[- ]to[- ]value|soft[- ]?costs?|commissions?|points?|comparable|residuals?|deposits?|discounts?|fees?)\\b");

  private static final int LONGEST_TITLE = 8;

  /** Words. */
  private static final int LONGEST_HEADING = 6;

  /** Rows of heads: "Tier 1" over "36 months". */
  private static final int MOST_ABOVE = 2;

  /** Columns of heads: a program beside an amount beside a term. */
  private static final int MOST_BESIDE = 3;

  /**
   * One rate.
   *
   * @param program the program that the row or column names; absent when the table names none
   * @param amount its band of amounts
   * @param term its band of terms
   * @param bps basis points
   * @param quote the table's own words
   */
  record Entry(
      @Nullable ProgramName program,
      @Nullable Band amount,
      @Nullable Band term,
      int bps,
      String quote) {}

  /**
   * A field that has words for a rate.
   *
   * @param program the program that the row or column names; absent when the table names none
   */
  record Unpriced(@Nullable ProgramName program, String words) {}

  /** What heads a row or column: at most one of each. */
  private record Head(@Nullable ProgramName program, @Nullable Band amount, @Nullable Band term) {
    static final Head NOTHING = new Head(null, null, null);

    /** Both together; null when they speak of the same. */
    @Nullable Head and(Head other) {
      boolean twice =
          (program != null && other.program != null)
              || (amount != null && other.amount != null)
              || (term != null && other.term != null);
      return twice
          ? null
          : new Head(
              program == null ? other.program : program,
              amount == null ? other.amount : amount,
              term == null ? other.term : term);
    }
  }

  /**
   * The rates in a table, when it is a table of rates through and through.
   *
   * @param title what stands above it
   * @param programs whether words are known to name a program
   */
  static Optional<RateTable> of(Table table, String title, Predicate<String> programs) {
    if (ofOtherShares(title)) {
      return Optional.empty();
    }
    List<List<String>> rows =
        table.rows().stream().map(row -> row.stream().map(c -> c.text()).toList()).toList();
    for (int above = 1; above <= MOST_ABOVE; above++) {
      for (int beside = 1; beside <= MOST_BESIDE; beside++) {
        if (rows.size() > above && table.width() > beside) {
          Optional<RateTable> rates = of(rows, above, beside, programs);
          if (rates.isPresent()) {
            return rates;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a title says that percentages are shares of something, and no rates. */
  static boolean ofOtherShares(String title) {
    return title.split(" ").length <= LONGEST_TITLE
        && Quantities.in(Prose.plain(title)).isEmpty()
        && OTHER_SHARES.matcher(title).find()
        && !title.matches("(?i).*\\brates?\\b.*");
  }

  /** Whether a field has words in place of a rate. */
  static boolean inWords(String cell) {
    return cell.matches(IN_WORDS);
  }

  /** Reads a table with so many rows of heads above the rates, and columns beside them. */
  private static Optional<RateTable> of(
      List<List<String>> rows, int above, int beside, Predicate<String> programs) {
    List<List<String>> top = rows.subList(0, above);
    boolean terms =
        String.join(" ", top.stream().flatMap(List::stream).toList()).matches(OF_TERMS)
            || top.stream().anyMatch(RateTable::countsMonths);
    List<Head> columns = new ArrayList<>();
    for (int c = beside; c < top.get(0).size(); c++) {
      int column = c;
      Head head =
          together(top.stream().map(row -> head(row.get(column), terms, programs)).toList());
      if (head == null) {
        return Optional.empty();
      }
      columns.add(head);
    }
    Rows below = new Rows(corner(top.get(0).get(0)), top.get(above - 1), columns, programs);
    boolean read = rows.subList(above, rows.size()).stream().allMatch(below::read);
    return read ? below.table() : Optional.empty();
  }

  /** Reads the rows below the heads, one after the other. */
  private static final class Rows {
    private final Head corner;
    private final List<String> heads;
    private final List<Head> columns;
    private final Predicate<String> programs;
    private final int beside;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Unpriced> unpriced = new ArrayList<>();

    /** What the last bar says of the rows below it. */
    private Head part = Head.NOTHING;

    Rows(Head corner, List<String> heads, List<Head> columns, Predicate<String> programs) {
      this.corner = corner;
      this.heads = heads;
      this.columns = columns;
      this.programs = programs;
      this.beside = heads.size() - columns.size();
    }

    Optional<RateTable> table() {
      return entries.size() > unpriced.size()
          ? Optional.of(new RateTable(entries, unpriced.stream().distinct().toList()))
          : Optional.empty();
    }

    /** Whether a row is one of a table of rates. */
    boolean read(List<String> row) {
      if (isBar(row)) {
        return bar(row.get(0));
      }
      Head head = head(row);
      return head != null
          && IntStream.range(beside, row.size())
              .allMatch(c -> field(head.and(columns.get(c - beside)), row, row.get(c)));
    }

    private boolean bar(String text) {
      Head named = RateTable.head(text, false, programs);
      boolean note = named == null && !entries.isEmpty() && isNote(text);
      if (note) {
        unpriced.add(new Unpriced(null, text));
      } else if (named != null) {
        part = named;
      }
      return note || named != null;
    }

    private @Nullable Head head(List<String> row) {
      List<@Nullable Head> own = new ArrayList<>();
      for (int c = 0; c < beside; c++) {
        String over = heads.get(c);
        Predicate<String> named =
            over.matches(TableShape.PROGRAMS)
                ? name -> names(name) || programs.test(name)
                : programs;
        own.add(RateTable.head(row.get(c), over.matches(OF_TERMS), named));
      }
      own.add(part);
      return together(own);
    }

    private boolean field(@Nullable Head head, List<String> row, String cell) {
      if (cell.isBlank() || cell.matches("(?i)n/?a|-+|–+|—+")) {
        return true;
      }
      if (inWords(cell)) {
        ProgramName program = head == null ? null : head.program();
        unpriced.add(new Unpriced(program == null ? corner.program() : program, cell));
        return true;
      }
      Entry entry = entry(corner, head, row.subList(0, beside), cell);
      if (entry != null) {
        entries.add(entry);
      }
      return entry != null;
    }
  }

  private static Head corner(String text) {
    Matcher rates = RATES_FOR.matcher(text);
    Band amounts = rates.matches() ? Band.of(rates.group("band"), false) : null;
    return amounts != null && amounts.money()
        ? new Head(null, amounts, null)
        : ProgramName.in(text).map(RateTable::program).orElse(Head.NOTHING);
  }

  /** Whether a row is one field along the whole table: it heads the rows below it. */
  private static boolean isBar(List<String> row) {
    return row.size() > 1 && !row.get(0).isBlank() && TableShape.spans(row);
  }

  /** Whether words below rates say more than a heading does. */
  private static boolean isNote(String text) {
    return text.split(" ").length > LONGEST_HEADING && text.matches(".*[a-z]{3}.*");
  }

  /** Whether words below "Program" may be the name of one. */
  private static boolean names(String text) {
    return !text.isBlank() && Quantities.in(Prose.plain(text)).isEmpty() && !text.matches(PLAIN);
  }

  /** Whether a row of heads is 36, 48, 60: lengths of loans need no word. */
  private static boolean countsMonths(List<String> heads) {
    List<String> bare =
        heads.stream().map(Prose::plain).filter(head -> BARE.matcher(head).matches()).toList();
    return bare.stream().distinct().count() > 1
        && bare.stream()
            .flatMap(head -> NUMBER.matcher(head).results())
            .map(number -> Integer.valueOf(number.group()))
            .allMatch(months -> months % 6 <= 1 && months >= 12 && months <= 144);
  }

  /** The same rates for the amounts that the table's title states, if it states some. */
  RateTable under(String title) {
    Band amounts = Band.of(title, false);
    boolean free = entries.stream().allMatch(entry -> entry.amount() == null);
    return amounts == null || !amounts.money() || !free
        ? this
        : new RateTable(
            entries.stream()
                .map(e -> new Entry(e.program(), amounts, e.term(), e.bps(), e.quote()))
                .toList(),
            unpriced);
  }

  private static @Nullable Head together(List<@Nullable Head> heads) {
    Head all = Head.NOTHING;
    for (Head head : heads) {
      all = head == null || all == null ? null : all.and(head);
    }
    return all;
  }

  private static Head program(ProgramName name) {
    return new Head(name, null, null);
  }

  private static @Nullable Head head(String text, boolean terms, Predicate<String> programs) {
    List<Band> bands = Band.all(text, terms);
    if (!bands.isEmpty()) {
      return together(
          bands.stream()
              .map(band -> band.money() ? new Head(null, band, null) : new Head(null, null, band))
              .toList());
    }
    if (text.matches(PLAIN)) {
      return Head.NOTHING;
    }
    Matcher both = NAME_AND_BAND.matcher(text);
    if (both.matches() && Band.of(both.group("band"), terms) != null) {
      // "Commercial Select, $50,000 to $149,999"
      return together(
          Arrays.asList(
              head(both.group("band"), terms, programs),
              head(both.group("name"), terms, programs)));
    }
    return ProgramName.in(text)
        .or(() -> Optional.of(text).filter(programs).map(ProgramName::of))
        .map(RateTable::program)
        .orElse(null);
  }

  private static @Nullable Entry entry(
      Head corner, @Nullable Head head, List<String> beside, String cell) {
    Matcher percent = PERCENT.matcher(Prose.plain(cell));
    if (head == null || !percent.matches()) {
      return null;
    }
    BigDecimal bps = new BigDecimal(percent.group(1)).multiply(BASIS);
    if (bps.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return new Entry(
        head.program() == null ? corner.program() : head.program(),
        head.amount() == null ? corner.amount() : head.amount(),
        head.term(),
        bps.intValueExact(),
        String.join(" ", beside) + " " + cell);
  }
}
