package routes.documents.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several tables in one grid, as spreadsheets have them: below a bar over all columns another table
 * begins, whose fields are put together from other columns than those above it.
 */
final class SheetParts {

  /** Rows that show what fields a table has. */
  private static final int FEWEST_ROWS = 2;

  /** Fields of a row that is no label with its value. */
  private static final int FEWEST_FIELDS = 4;

  private SheetParts() {}

  /** The table, or a box with its tables and the bars between them. */
  static Block apart(Table table) {
    int titles = titles(table.rows());
    List<List<List<Cell>>> parts = parts(table.rows().subList(titles, table.rows().size()));
    boolean whole = parts.size() == 1 && titles == 0;
    if (whole) {
      boolean one = edges(table.rows()).isEmpty();
      return SpanningRows.apart(one ? table : table.with(narrowed(table.rows())));
    }
    List<Block> blocks = new ArrayList<>();
    table.rows().subList(0, titles).stream()
        .flatMap(row -> fields(row).stream())
        .forEach(field -> blocks.addAll(field.content()));
    for (List<List<Cell>> part : parts) {
      boolean barred = isBar(part.get(0));
      if (barred) {
        blocks.addAll(part.get(0).get(0).content());
      }
      List<List<Cell>> body = part.subList(barred ? 1 : 0, part.size());
      if (edges(body).isEmpty()) {
        body.forEach(row -> blocks.addAll(row.get(0).content()));
      } else if (body.stream().allMatch(SheetParts::isPair)) {
        blocks.add(table.with(body.stream().map(SheetParts::fields).toList()));
      } else {
        blocks.add(SpanningRows.apart(table.with(narrowed(body))));
      }
    }
    return new Columns(List.of(blocks), table.box());
  }

  /** How many rows at the top have the paper's title and what stands beside it. */
  private static int titles(List<List<Cell>> rows) {
    int titles =
        (int)
            rows.stream()
                .takeWhile(
                    row ->
                        row.size() > 1 && fields(row).size() <= 2 && row.get(0).equals(row.get(1)))
                .count();
    boolean headed = titles < rows.size() && fields(rows.get(titles)).size() >= FEWEST_FIELDS;
    boolean several = rows.subList(0, titles).stream().anyMatch(row -> fields(row).size() == 2);
    return headed && several ? titles : 0;
  }

  private static List<List<List<Cell>>> parts(List<List<Cell>> rows) {
    List<List<List<Cell>>> parts = new ArrayList<>();
    List<List<Cell>> part = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<List<Cell>> pairs =
          rows.subList(i, rows.size()).stream().takeWhile(SheetParts::isPair).toList();
      boolean wide = part.stream().anyMatch(row -> fields(row).size() >= FEWEST_FIELDS);
      boolean listed = wide && pairs.size() >= FEWEST_ROWS;
      boolean barred = isBar(rows.get(i)) && !alike(part, below(rows, i));
      if ((listed || barred) && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(rows.get(i));
      if (listed) {
        part.addAll(pairs.subList(1, pairs.size()));
        i += pairs.size() - 1;
      }
      boolean ends = listed && i + 1 < rows.size();
      if (ends) {
        parts.add(part);
        part = new ArrayList<>();
      }
    }
    parts.add(part);
    return parts;
  }

  /** A label with a value beside it that goes over several columns, and nothing else. */
  private static boolean isPair(List<Cell> row) {
    List<Cell> fields = fields(row);
    return fields.size() == 2
        && row.get(0).equals(fields.get(0))
        && row.stream().filter(fields.get(1)::equals).count() > 1;
  }

  private static List<Cell> fields(List<Cell> row) {
    return row.stream().filter(cell -> !cell.isEmpty()).distinct().toList();
  }

  /** A field from the first column on, and nothing beside it. */
  private static boolean isBar(List<Cell> row) {
    Cell first = row.get(0);
    return !first.isEmpty() && row.stream().allMatch(cell -> cell.isEmpty() || cell.equals(first));
  }

  /** The rows from below a bar to the next one. */
  private static List<List<Cell>> below(List<List<Cell>> rows, int bar) {
    return rows.subList(bar + 1, rows.size()).stream()
        .takeWhile(row -> !isBar(row) && !isPair(row))
        .toList();
  }

  /** Whether rows have their fields in the same columns, as far as one can tell. */
  private static boolean alike(List<List<Cell>> above, List<List<Cell>> below) {
    Set<Integer> upper = edges(above.stream().filter(row -> !isBar(row)).toList());
    Set<Integer> lower = edges(below);
    return upper.isEmpty()
        || lower.isEmpty()
        || below.size() < FEWEST_ROWS
        || (upper.containsAll(lower) && Collections.min(upper).equals(Collections.min(lower)));
  }

  /** The columns that fields begin at. */
  private static Set<Integer> edges(List<List<Cell>> rows) {
    Set<Integer> edges = new HashSet<>();
    for (List<Cell> row : rows) {
      IntStream.range(1, row.size())
          .filter(c -> !row.get(c).equals(row.get(c - 1)))
          .forEach(edges::add);
    }
    return edges;
  }

  /** Without columns in which nothing begins. */
  private static List<List<Cell>> narrowed(List<List<Cell>> rows) {
    Set<Integer> edges = edges(rows);
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .filter(c -> c == 0 || edges.contains(c))
                    .mapToObj(row::get)
                    .toList())
        .toList();
  }
}
