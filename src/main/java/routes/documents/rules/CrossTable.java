package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Cell;
import routes.documents.layout.Table;

/**
 * A table whose fields get their meaning from what heads their column and what stands before their
 * row, whichever way round: programs, requirements, and bands of amounts, in up to three rows and
 * columns of heads.
 *
 * @param entries in the table's order
 */
record CrossTable(List<Entry> entries) {

  private static final int MOST_HEADS = 3;

  private static final String END = "(?i)(?:min|max)(?:imum)?\\.?";

  /** "Tier 1 established" */
  private static final Pattern DESCRIBED =
      Pattern.compile("^(?<name>(?i:tier|class|grade|level) [1-9A-E][+-]?) [a-z][a-z ]*$");

  /** Heads of columns that say how something is required, and of which program nothing. */
  private static final String PLAIN =
      TableReader.PLAIN_HEAD + "|comments?|exceptions?|remarks?|explanation";

  /** Fields that a table must have to be one. */
  private static final int FEWEST = 3;

  /**
   * A requirement.
   *
   * @param program whose it is; absent when it stands for all programs
   * @param label what is required
   * @param value the field
   * @param amount the band of amounts under which it is required; absent when under any
   */
  record Entry(@Nullable ProgramName program, String label, String value, @Nullable Band amount) {

    Entry forAll() {
      return new Entry(null, label, value, null);
    }
  }

  private enum Kind {
    NOTHING,
    PROGRAM,
    BAND,
    LABEL
  }

  /** What heads a row or column. */
  private record Head(Kind kind, String text, @Nullable ProgramName program, @Nullable Band band) {

    Head unlabelled() {
      Kind other = program == null ? Kind.NOTHING : Kind.PROGRAM;
      return kind == Kind.LABEL ? new Head(other, text, program, band) : this;
    }

    Head with(Band other) {
      return new Head(kind, text, program, other);
    }

    Head as(Kind other) {
      ProgramName name = other == Kind.PROGRAM && program == null ? ProgramName.of(text) : program;
      return new Head(other, text, name, band);
    }
  }

  /** The requirements in a table, when every field of it can be understood so. */
  static Optional<CrossTable> of(Table table, Predicate<String> labels) {
    List<List<Cell>> rows =
        table.rows().stream().filter(row -> row.stream().distinct().count() > 1).toList();
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

  /** Reads a table with so many rows of heads above its fields, and columns beside them. */
  private record Reader(List<List<Cell>> rows, int above, int beside, Predicate<String> labels) {

    Optional<CrossTable> read() {
      int width = rows.get(0).size();
      double across = labelled(above, width - beside, this::columnHead);
      double down = labelled(beside, rows.size() - above, this::rowHead);
      boolean sideways = down > across;
      Optional<List<List<Head>>> top =
          levels(above, width - beside, sideways ? this::unlabelledColumn : this::columnHead);
      Optional<List<List<Head>>> side =
          levels(beside, rows.size() - above, sideways ? this::rowHead : this::unlabelledRow);
      if (top.isEmpty() || side.isEmpty() || Math.max(across, down) == 0) {
        return Optional.empty();
      }
      List<List<Head>> columns = sideways ? divided(top.get()) : top.get();
      List<List<Head>> lines = sideways ? side.get() : divided(side.get());
      List<Entry> entries = new ArrayList<>();
      for (int r = above; r < rows.size(); r++) {
        List<Cell> row = rows.get(r).subList(beside, width);
        boolean everywhere = sideways && row.size() > 1 && row.stream().distinct().count() == 1;
        int line = r - above;
        for (int c = 0; c < (everywhere ? 1 : row.size()); c++) {
          int column = c;
          String value = row.get(c).text();
          if (TableReader.saysNothing(value)) {
            continue;
          }
          if (line == 0 && above > 0 && row.get(c).equals(rows.get(r - 1).get(beside + c))) {
            // A head that goes over two rows.
            return Optional.empty();
          }
          List<Head> heads =
              Stream.of(
                      columns.stream().map(level -> level.get(column)),
                      lines.stream().map(level -> level.get(line)))
                  .flatMap(one -> one)
                  .toList();
          Optional<Entry> entry = entry(heads, value, everywhere || single(sideways));
          if (entry.isEmpty()) {
            return Optional.empty();
          }
          entries.add(everywhere ? entry.get().forAll() : entry.get());
        }
      }
      return entries.size() < FEWEST ? Optional.empty() : Optional.of(new CrossTable(entries));
    }

    /** Whether there is one value for each label, so that nothing must tell them apart. */
    private boolean single(boolean sideways) {
      return sideways ? rows.get(0).size() - beside == 1 : rows.size() - above == 1;
    }

    /** What stands across from the labels, and is nothing known, are the names of programs. */
    private static List<List<Head>> divided(List<List<Head>> levels) {
      boolean known = has(levels, Kind.PROGRAM) || has(levels, Kind.BAND);
      if (known || levels.size() != 1) {
        return levels;
      }
      List<Head> heads = levels.get(0);
      boolean names =
          heads.stream().noneMatch(head -> head.text().isBlank() || head.text().matches(PLAIN))
              && heads.stream().map(Head::text).distinct().count() == heads.size();
      return names ? List.of(heads.stream().map(head -> head.as(Kind.PROGRAM)).toList()) : levels;
    }

    private static Optional<Entry> entry(List<Head> heads, String value, boolean undivided) {
      List<ProgramName> programs =
          heads.stream()
              .filter(head -> head.kind() == Kind.PROGRAM)
              .map(Head::program)
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      List<Band> bands =
          heads.stream().map(Head::band).filter(Objects::nonNull).distinct().toList();
      List<String> named =
          heads.stream()
              .filter(head -> head.kind() == Kind.LABEL)
              .map(Head::text)
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
              bands.isEmpty() ? null : bands.get(0)));
    }

    /** "Amount financed" over "Min": the minimum amount financed. */
    private static String label(List<String> named) {
      String inner = named.get(named.size() - 1);
      boolean end = inner.matches(END) && named.size() > 1;
      return end ? inner + " " + named.get(named.size() - 2) : inner;
    }

    /** The levels of heads, from the outermost; nothing when a head is not understood. */
    private static Optional<List<List<Head>>> levels(
        int levels, int length, BiFunction<Integer, Integer, Optional<Head>> at) {
      List<List<Head>> all = new ArrayList<>();
      for (int level = 0; level < levels; level++) {
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < length; i++) {
          at.apply(level, i).ifPresent(heads::add);
        }
        Optional<List<Head>> settled =
            heads.size() < length ? Optional.empty() : settled(consecutive(heads));
        if (settled.isEmpty()) {
          return Optional.empty();
        }
        all.add(settled.get());
      }
      return Optional.of(all);
    }

    /** "Up to $35,000", "up to $50,000": each begins where the one before ends. */
    private static List<Head> consecutive(List<Head> heads) {
      List<Band> bands =
          heads.stream().map(Head::band).filter(Objects::nonNull).distinct().toList();
      return heads.stream()
          .map(head -> head.band() == null ? head : head.with(head.band().besides(bands)))
          .toList();
    }

    /** Which part of these heads are labels. */
    private static double labelled(
        int levels, int length, BiFunction<Integer, Integer, Optional<Head>> at) {
      double best = 0;
      for (int level = 0; level < levels; level++) {
        int of = level;
        double labels =
            IntStream.range(0, length)
                .filter(i -> at.apply(of, i).filter(head -> head.kind() == Kind.LABEL).isPresent())
                .count();
        best = Math.max(best, labels / length);
      }
      return best;
    }

    private Optional<Head> unlabelledColumn(int level, int column) {
      return columnHead(level, column).map(Head::unlabelled);
    }

    private Optional<Head> unlabelledRow(int level, int row) {
      return rowHead(level, row).map(Head::unlabelled);
    }

    private Optional<Head> columnHead(int level, int column) {
      return head(rows.get(level).get(beside + column));
    }

    private Optional<Head> rowHead(int level, int row) {
      return head(rows.get(above + row).get(level));
    }

    private Optional<Head> head(Cell cell) {
      String text = cell.text().trim();
      Band band = Band.of(text, false);
      if (band != null) {
        return band.money() ? Optional.of(new Head(Kind.BAND, text, null, band)) : Optional.empty();
      }
      ProgramName program = program(text).orElse(null);
      if (labels.test(text) || text.matches(END)) {
        return Optional.of(new Head(Kind.LABEL, text, program, null));
      }
      if (program != null) {
        return Optional.of(new Head(Kind.PROGRAM, text, program, null));
      }
      return Quantities.in(Prose.plain(text)).isEmpty()
          ? Optional.of(new Head(Kind.NOTHING, text, null, null))
          : Optional.empty();
    }

    /** What a head names with all its words, or with its first ones where others describe it. */
    private static Optional<ProgramName> program(String head) {
      String text = DESCRIBED.matcher(head).replaceFirst("${name}");
      for (int end = text.length(); end > 0; end = text.lastIndexOf(' ', end - 1)) {
        Optional<ProgramName> name = ProgramName.in(text.substring(0, end));
        if (name.isPresent()) {
          return name;
        }
      }
      return Optional.empty();
    }

    /** Heads side by side are of one kind; nothing when they are not. */
    private static Optional<List<Head>> settled(List<Head> heads) {
      long labels = heads.stream().filter(head -> head.kind() == Kind.LABEL).count();
      long programs = heads.stream().filter(head -> head.program() != null).count();
      Kind kind =
          heads.stream().anyMatch(head -> head.kind() == Kind.BAND)
              ? Kind.NOTHING
              : programs > labels ? Kind.PROGRAM : labels > 0 ? Kind.LABEL : Kind.NOTHING;
      boolean mixed =
          kind == Kind.PROGRAM
              && heads.stream().anyMatch(h -> h.kind() == Kind.LABEL && h.program() == null);
      return mixed
          ? Optional.empty()
          : Optional.of(
              heads.stream()
                  .map(head -> head.text().isBlank() || kind == Kind.NOTHING ? head : head.as(kind))
                  .toList());
    }

    private static boolean has(List<List<Head>> levels, Kind kind) {
      return levels.stream().flatMap(List::stream).anyMatch(head -> head.kind() == kind);
    }
  }
}
