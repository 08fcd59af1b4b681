package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Table;

/**
 * Rates by amount and term, read from a table.
 *
 * @param entries in the table's order
 */
record RateTable(List<Entry> entries) {

  private static final Pattern PERCENT = Pattern.compile("\\+?(\\d{1,2}(?:\\.\\d{1,4})?) ?%");
  private static final BigDecimal BASIS = BigDecimal.valueOf(100);

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

  /** What heads a row or column. */
  private record Head(@Nullable ProgramName program, @Nullable Band band) {}

  /** The rates in a table, when it is a table of rates through and through. */
  static Optional<RateTable> of(Table table) {
    List<List<String>> rows =
        table.rows().stream().map(row -> row.stream().map(c -> c.text()).toList()).toList();
    if (rows.size() < 2 || table.width() < 2) {
      return Optional.empty();
    }
    List<String> top = rows.get(0);
    Optional<ProgramName> corner = ProgramName.in(top.get(0));
    boolean terms =
        rows.stream()
            .limit(1)
            .anyMatch(r -> String.join(" ", r).matches("(?i).*\\b(?:terms?|months?|mos?)\\b.*"));
    List<Head> columns = new ArrayList<>();
    for (int c = 1; c < top.size(); c++) {
      Head head = head(top.get(c), terms);
      if (head == null) {
        return Optional.empty();
      }
      columns.add(head);
    }
    List<Entry> entries = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Head head = head(row.get(0), false);
      if (head == null) {
        return Optional.empty();
      }
      for (int c = 1; c < row.size(); c++) {
        if (row.get(c).isBlank() || row.get(c).matches("(?i)n/?a|-+|–+|—+")) {
          continue;
        }
        Matcher percent = PERCENT.matcher(Prose.plain(row.get(c)));
        Entry entry =
            percent.matches()
                ? entry(corner, head, columns.get(c - 1), percent.group(1), row, c)
                : null;
        if (entry == null) {
          return Optional.empty();
        }
        entries.add(entry);
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(new RateTable(entries));
  }

  private static @Nullable Head head(String text, boolean terms) {
    Band band = Band.of(text, terms);
    if (band != null) {
      return new Head(null, band);
    }
    if (text.matches("(?i)(?:buy |base )?rates?|yield|apr")) {
      return new Head(null, null);
    }
    return ProgramName.in(text).map(name -> new Head(name, null)).orElse(null);
  }

  private static @Nullable Entry entry(
      Optional<ProgramName> corner,
      Head row,
      Head column,
      String percent,
      List<String> cells,
      int c) {
    Band one = row.band();
    Band other = column.band();
    if (one != null && other != null && one.money() == other.money()) {
      return null;
    }
    if (row.program() != null && column.program() != null) {
      return null;
    }
    ProgramName program =
        row.program() != null
            ? row.program()
            : column.program() != null ? column.program() : corner.orElse(null);
    Band amount = one != null && one.money() ? one : other != null && other.money() ? other : null;
    Band term = one != null && !one.money() ? one : other != null && !other.money() ? other : null;
    BigDecimal bps = new BigDecimal(percent).multiply(BASIS);
    if (bps.stripTrailingZeros().scale() > 0) {
      return null;
    }
    return new Entry(program, amount, term, bps.intValueExact(), cells.get(0) + " " + cells.get(c));
  }
}
