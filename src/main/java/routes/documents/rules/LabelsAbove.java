package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import routes.documents.layout.Block;
import routes.documents.layout.Cell;
import routes.documents.layout.Heading;
import routes.documents.layout.Table;

/** Cards: fields side by side, each with its label above its value. */
final class LabelsAbove {

  private LabelsAbove() {}

  /**
   * The labels with their values, when there is nothing else in the table; a line may part the
   * labels of one row from their values.
   */
  static List<List<Cell>> pairs(Table table) {
    List<List<Cell>> pairs = new ArrayList<>();
    boolean cards = false;
    List<List<Cell>> rows = table.rows();
    for (int i = 0; i < rows.size(); i++) {
      List<Cell> row = rows.get(i).stream().distinct().toList();
      boolean parted = i + 1 < rows.size() && isParted(rows.get(i), rows.get(i + 1));
      if (row.stream().allMatch(LabelsAbove::isCard)) {
        row.forEach(cell -> pairs.add(pair(cell)));
        cards = true;
      } else if (parted) {
        for (int c = 0; c < rows.get(i).size(); c++) {
          pairs.add(List.of(rows.get(i).get(c), rows.get(i + 1).get(c)));
        }
        i++;
      } else {
        return List.of();
      }
    }
    return cards ? pairs : List.of();
  }

  private static boolean isCard(Cell cell) {
    if (cell.content().size() != 2) {
      return false;
    }
    Block above = cell.content().get(0);
    String label = Cell.of(above).text();
    return above instanceof Heading
        || (TableReader.labels(label) && Quantities.in(Prose.plain(label)).isEmpty());
  }

  private static List<Cell> pair(Cell cell) {
    return List.of(
        Cell.of(cell.content().get(0)), new Cell(cell.content().subList(1, cell.content().size())));
  }

  private static boolean isParted(List<Cell> labels, List<Cell> values) {
    return labels.stream().allMatch(cell -> TableReader.labels(cell.text()))
        && values.stream().noneMatch(LabelsAbove::isCard);
  }
}
