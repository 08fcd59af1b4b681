package routes.documents.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Cell;
import routes.documents.layout.Table;

/**
 * A table whose fields get their meaning from what heads their column and what stands before their
 * row, whichever way round: programs, requirements, and bands of amounts or scores, in up to three
 * rows and columns of heads.
 *
 * @param entries in the table's order
 */
record CrossTable(List<Entry> entries) {

  private static final int MOST_HEADS = 3;

  private static final String AMOUNTS =
      "(?i)(?:(?:loan|deal|financed?|funding|transaction|request) )?(?:amounts?|size)(?: financed)?[:*]*";

  /** Fields that a table must have to be one. */
  private static final int FEWEST = 3;

  /**
   * A requirement.
   *
   * @param program whose it is; absent when it stands for all programs
   * @param label what is required
   * @param value the field
   * @param band the band of amounts or scores under which it is required; absent when under any
   * @param quote the table's own words
   */
  record Entry(
      @Nullable ProgramName program,
      String label,
      String value,
      @Nullable Band band,
      String quote) {

    Entry forAll() {
      return new Entry(null, label, value, null, quote);
    }

    private Entry unbanded() {
      return new Entry(program, label, value, null, quote);
    }

    /** Whether it says the same of the same, for another band. */
    private boolean differsInBand(Entry other) {
      return other.band() != null && unbanded().equals(other.unbanded());
    }
  }

  /** The requirements in a table, when every field of it can be understood so. */
  static Optional<CrossTable> of(Table table, Predicate<String> labels) {
    List<List<Cell>> rows = table.rows().stream().filter(row -> !TableShape.spans(row)).toList();
    if (oneRow(rows) || oneRowOfScores(rows)) {
      return new Reader(rows, 1, 0, labels).read();
    }
    for (int heads = 2; heads <= 2 * MOST_HEADS; heads++) {
      for (int above = 0; above <= MOST_HEADS; above++) {
        int beside = heads - above;
        boolean fits =
            beside >= 0 && beside <= MOST_HEADS && rows.size() > above && table.width() > beside;
        Optional<CrossTable> cross =
            fits ? new Reader(rows, above, beside, labels).read() : Optional.empty();
        if (cross.isPresent()) {
          return cross;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a single row of fields has both ends of its amounts under a head of their own: these
   * are no condition for the fields beside them, but a requirement like those.
   */
  private static boolean oneRow(List<List<Cell>> rows) {
    if (rows.size() != 2 || !rows.get(0).get(0).text().matches(AMOUNTS)) {
      return false;
    }
    Band band = Band.of(rows.get(1).get(0).text(), false);
    return band != null && band.money() && band.low() != null && band.high() != null;
  }

  /** The same for a score, where a single row stands below at least three heads. */
  private static boolean oneRowOfScores(List<List<Cell>> rows) {
    return rows.size() == 2
        && rows.get(0).size() > 2
        && NumberReader.mentions(rows.get(0).get(0).text()).stream()
            .anyMatch(mention -> mention.field().kind() == Field.Kind.SCORE);
  }

  /** Reads a table with so many rows of heads above its fields, and columns beside them. */
  private record Reader(List<List<Cell>> rows, int above, int beside, Predicate<String> labels) {

    Optional<CrossTable> read() {
      int width = rows.get(0).size();
      double across = labelled(above, width - beside, this::columnHead);
      double down = labelled(beside, rows.size() - above, this::rowHead);
      boolean sideways = down > across;
      Optional<List<List<CrossHead>>> top =
          levels(above, width - beside, sideways ? this::unlabelledColumn : this::columnHead);
      Optional<List<List<CrossHead>>> side =
          levels(beside, rows.size() - above, sideways ? this::rowHead : this::unlabelledRow);
      if (top.isEmpty() || side.isEmpty() || Math.max(across, down) == 0) {
        return Optional.empty();
      }
      List<List<CrossHead>> columns = sideways ? CrossHead.divided(top.get()) : top.get();
      List<List<CrossHead>> lines = sideways ? side.get() : CrossHead.divided(side.get());
      List<Entry> entries = new ArrayList<>();
      for (int r = above; r < rows.size(); r++) {
        List<Cell> row = rows.get(r).subList(beside, width);
        boolean everywhere = sideways && row.size() > 1 && TableShape.spans(row);
        int line = r - above;
        for (int c = 0; c < (everywhere ? 1 : row.size()); c++) {
          int column = c;
          String value = row.get(c).text();
          if (TableFields.sayNothing(value)) {
            continue;
          }
          if (line == 0 && above > 0 && row.get(c).equals(rows.get(r - 1).get(beside + c))) {
            // A head that goes over two rows.
            return Optional.empty();
          }
          List<CrossHead> heads =
              Stream.of(
                      columns.stream().map(level -> level.get(column)),
                      lines.stream().map(level -> level.get(line)))
                  .flatMap(one -> one)
                  .toList();
          Optional<Entry> entry = entry(heads, value, everywhere || single(sideways));
          if (entry.isEmpty()) {
            return Optional.empty();
          }
          Entry last =
              c > 0 && row.get(c).equals(row.get(c - 1)) ? entries.get(entries.size() - 1) : null;
          if (last != null && last.differsInBand(entry.get())) {
            // A field that goes over several bands holds for all of them.
            entries.set(entries.size() - 1, last.unbanded());
          } else {
            entries.add(everywhere ? entry.get().forAll() : entry.get());
          }
        }
      }
      return entries.size() < FEWEST || contradictory(entries)
          ? Optional.empty()
          : Optional.of(new CrossTable(entries));
    }

    /** Two rates for the same thing were told apart by a head that was not understood. */
    private static boolean contradictory(List<Entry> entries) {
      List<Entry> prices = entries.stream().filter(e -> BuyRate.labelled(e.label())).toList();
      return prices.stream().map(e -> Arrays.asList(e.program(), e.band())).distinct().count()
          < prices.size();
    }

    /** Whether there is one value for each label, so that nothing must tell them apart. */
    private boolean single(boolean sideways) {
      return sideways ? rows.get(0).size() - beside == 1 : rows.size() - above == 1;
    }

    private static Optional<Entry> entry(List<CrossHead> heads, String value, boolean undivided) {
      List<ProgramName> programs =
          heads.stream()
              .filter(head -> head.kind() == CrossHead.Kind.PROGRAM)
              .map(CrossHead::program)
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      List<Band> bands =
          heads.stream().map(CrossHead::band).filter(Objects::nonNull).distinct().toList();
      List<String> named =
          heads.stream()
              .filter(head -> head.kind() == CrossHead.Kind.LABEL)
              .map(CrossHead::text)
              .distinct()
              .toList();
      boolean price = !named.isEmpty() && BuyRate.labelled(named.get(named.size() - 1));
      boolean told = programs.size() + bands.size() == 1 || undivided || price;
      if (!told || programs.size() > 1 || bands.size() > 1 || named.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Entry(
              programs.isEmpty() ? null : programs.get(0),
              label(named),
              value,
              bands.isEmpty() ? null : bands.get(0),
              label(named) + " " + value));
    }

    /** "Amount financed" over "Min": the minimum amount financed. */
    private static String label(List<String> named) {
      String inner = named.get(named.size() - 1);
      boolean end = inner.matches(CrossHead.END) && named.size() > 1;
      return end ? inner + " " + named.get(named.size() - 2) : inner;
    }

    private Optional<CrossHead> unlabelledColumn(int level, int column) {
      return columnHead(level, column).map(CrossHead::unlabelled);
    }

    private Optional<CrossHead> unlabelledRow(int level, int row) {
      return rowHead(level, row).map(CrossHead::unlabelled);
    }

    private Optional<CrossHead> columnHead(int level, int column) {
      return head(
          rows.get(level).get(beside + column), beside == 1 ? rows.get(level).get(0) : null);
    }

    private Optional<CrossHead> rowHead(int level, int row) {
      return head(
          rows.get(above + row).get(level),
          beside == 1 && above > 0 ? rows.get(above - 1).get(0) : null);
    }

    private Optional<CrossHead> head(Cell cell, @Nullable Cell corner) {
      return CrossHead.of(cell.text().trim(), corner == null ? "" : corner.text(), labels);
    }

    /** The levels of heads, from the outermost; nothing when a head is not understood. */
    private static Optional<List<List<CrossHead>>> levels(
        int levels, int length, BiFunction<Integer, Integer, Optional<CrossHead>> at) {
      List<List<CrossHead>> all = new ArrayList<>();
      for (int level = 0; level < levels; level++) {
        List<CrossHead> heads = new ArrayList<>();
        for (int i = 0; i < length; i++) {
          at.apply(level, i).ifPresent(heads::add);
        }
        Optional<List<CrossHead>> settled =
            heads.size() < length ? Optional.empty() : CrossHead.settled(heads);
        if (settled.isEmpty()) {
          return Optional.empty();
        }
        all.add(settled.get());
      }
      return Optional.of(all);
    }

    /** Which part of these heads are labels. */
    private static double labelled(
        int levels, int length, BiFunction<Integer, Integer, Optional<CrossHead>> at) {
      double best = 0;
      for (int level = 0; level < levels; level++) {
        int of = level;
        double labels =
            IntStream.range(0, length)
                .filter(
                    i ->
                        at.apply(of, i)
                            .filter(head -> head.kind() == CrossHead.Kind.LABEL)
                            .isPresent())
                .count();
        best = Math.max(best, labels / length);
      }
      return best;
    }
  }
}
