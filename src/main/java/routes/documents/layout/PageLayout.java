package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routes.documents.layout.RuledTables.Grid;
import routes.documents.page.PageText;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/** The structure of a page, from the places of its words and ruled lines alone. */
public final class PageLayout {

  private static final int LINES_OF_A_CARD = 3;

  /** Words. */
  private static final int LONGEST_TITLE = 6;

  private final PageText page;
  private final List<Ruling> bars;
  private final List<Ruling> rulings;
  private final List<Word> words;
  private final Style style;

  private PageLayout(PageText page) {
    this.page = page;
    this.words = page.words();
    this.bars = SectionBars.edges(page.rulings(), words);
    this.rulings = Stream.concat(page.rulings().stream(), bars.stream()).toList();
    this.style = Style.of(Leaders.without(words));
  }

  /** The blocks of a page in reading order. */
  public static List<Block> blocks(PageText page) {
    return new PageLayout(page).read();
  }

  private List<Block> read() {
    List<Box> cards =
        Cards.of(rulings).stream()
            .filter(card -> bars.stream().noneMatch(bar -> SectionBars.isBeside(bar, card)))
            .toList();
    Map<Box, List<Word>> carded = new LinkedHashMap<>();
    List<Word> free = new ArrayList<>();
    for (Word word : words) {
      cards.stream()
          .filter(card -> card.contains(word.x() + word.width() / 2, word.middle()))
          .findFirst()
          .ifPresentOrElse(
              card -> carded.computeIfAbsent(card, none -> new ArrayList<>()).add(word),
              () -> free.add(word));
    }
    // Boxes with a line each are a table's cells.
    boolean texts = carded.values().stream().allMatch(words -> lines(words) >= LINES_OF_A_CARD);
    List<Element> elements = elements(texts ? free : words);
    if (texts) {
      carded.forEach((card, words) -> elements.add(new BlockElement(card(card, words), card)));
    }
    return new RowNumbers().without(new Regions(style, rulings).blocks(elements, page.width()));
  }

  private static long lines(List<Word> words) {
    return Lines.segments(Leaders.without(words), List.of()).size();
  }

  private Columns card(Box box, List<Word> words) {
    List<Block> content = new Regions(style, List.of()).blocks(elements(words), box.right() - 4);
    return new Columns(List.of(titled(content)), box);
  }

  private static boolean isCard(Cell cell) {
    return cell.content().size() > LINES_OF_A_CARD;
  }

  /** A short line at the top of a card with more below it is its title. */
  private static List<Block> titled(List<Block> content) {
    boolean title =
        content.size() > LINES_OF_A_CARD
            && content.get(0) instanceof Item first
            && !first.bulleted()
            && first.text().split(" ").length <= LONGEST_TITLE
            && Character.isUpperCase(first.text().charAt(0))
            && Style.headingLike(first.text())
            && first.text().chars().noneMatch(Character::isDigit);
    if (!title) {
      return content;
    }
    Item first = (Item) content.get(0);
    List<Block> headed = new ArrayList<>(content);
    headed.set(0, new Heading(first.text(), first.box().height(), first.box()));
    return headed;
  }

  private List<Element> elements(List<Word> dotted) {
    LeaderLists lists = LeaderLists.among(dotted, style);
    List<Word> words = Leaders.without(lists.rest());
    List<Ruling> lines = new ArrayList<>(rulings);
    lines.addAll(Ladders.uprights(rulings, Lines.segments(words, rulings)));
    lines.addAll(BandedRows.uprights(RuledTables.grids(lines), words));
    lines.addAll(StackedRows.across(RuledTables.grids(lines), words));
    List<Grid> grids = RuledTables.grids(lines);
    Map<Grid, List<Word>> inside = new HashMap<>();
    List<Word> outside = new ArrayList<>();
    for (Word word : words) {
      Grid home =
          grids.stream()
              .filter(grid -> grid.at(word.x() + word.width() / 2, word.middle()) >= 0)
              .min(Comparator.comparingDouble(Grid::area))
              .orElse(null);
      if (home == null) {
        outside.add(word);
      } else {
        inside.computeIfAbsent(home, none -> new ArrayList<>()).add(word);
      }
    }
    Map<Grid, TableHeads> heads = new HashMap<>();
    for (Grid grid : inside.keySet()) {
      heads.put(grid, TableHeads.above(grid, outside));
    }
    heads.values().forEach(head -> outside.removeAll(head.words()));
    List<Element> elements = Tiles.among(Lines.segments(outside, rulings));
    lists.tables().forEach(list -> elements.add(new BlockElement(list, list.box())));
    for (Grid grid : inside.keySet()) {
      if (around(grid, inside.keySet()).isEmpty()) {
        elements.add(table(grid, inside, heads));
      }
    }
    return elements;
  }

  /** The smallest of the tables that one stands in. */
  private static Optional<Grid> around(Grid grid, Set<Grid> all) {
    return all.stream().filter(grid::isWithin).min(Comparator.comparingDouble(Grid::area));
  }

  private BlockElement table(Grid grid, Map<Grid, List<Word>> inside, Map<Grid, TableHeads> heads) {
    Map<Integer, List<Element>> nested = new HashMap<>();
    for (Grid inner : inside.keySet()) {
      if (around(inner, inside.keySet()).filter(grid::equals).isPresent()) {
        int cell = grid.at(inner.box().left() + 1, inner.box().middle());
        nested.computeIfAbsent(cell, none -> new ArrayList<>()).add(table(inner, inside, heads));
      }
    }
    Table table =
        table(
            grid,
            Objects.requireNonNull(inside.get(grid)),
            Objects.requireNonNull(heads.get(grid)),
            nested);
    boolean cards =
        table.rows().size() == 1 && table.rows().get(0).stream().allMatch(PageLayout::isCard);
    Block block =
        cards ? sideBySide(table) : isOfPanels(table) ? panels(table) : SheetParts.apart(table);
    return new BlockElement(block, table.box());
  }

  /** Whether one field of many lines goes over all rows below the heads: no row of a table does. */
  private static boolean isOfPanels(Table table) {
    List<List<Cell>> rows = table.rows();
    return rows.size() > 2
        && rows.get(0).stream().allMatch(Cell::isHeading)
        && IntStream.range(0, table.width())
            .anyMatch(
                c ->
                    isCard(rows.get(1).get(c))
                        && rows.stream().skip(1).map(row -> row.get(c)).distinct().count() == 1);
  }

  private static Columns panels(Table table) {
    List<List<Block>> panels = new ArrayList<>();
    for (int c = 0; c < table.width(); c++) {
      int column = c;
      panels.add(
          table.rows().stream()
              .map(row -> row.get(column))
              .distinct()
              .flatMap(cell -> cell.content().stream())
              .toList());
    }
    return new Columns(panels, table.box());
  }

  private static Columns sideBySide(Table cards) {
    return new Columns(
        cards.rows().get(0).stream().map(card -> titled(card.content())).toList(), cards.box());
  }

  private Table table(
      Grid grid, List<Word> words, TableHeads head, Map<Integer, List<Element>> nested) {
    List<List<Word>> contents = new ArrayList<>();
    for (int i = 0; i < grid.cells(); i++) {
      contents.add(new ArrayList<>());
    }
    for (Word word : words) {
      contents.get(grid.at(word.x() + word.width() / 2, word.middle())).add(word);
    }
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < grid.cells(); i++) {
      cells.add(cell(contents.get(i), nested.getOrDefault(i, List.of()), rightEdge(grid, i)));
    }
    List<List<Cell>> rows = new ArrayList<>();
    Box box = grid.box();
    if (!head.segments().isEmpty()) {
      box = box.and(Box.around(head.segments()));
      List<List<Word>> above = head.byColumn(grid);
      rows.add(
          IntStream.range(0, above.size())
              .mapToObj(c -> cell(above.get(c), List.of(), grid.right(c)))
              .toList());
    }
    for (int r = 0; r < grid.rows(); r++) {
      List<Cell> line = new ArrayList<>();
      for (int c = 0; c < grid.columns(); c++) {
        line.add(cells.get(grid.number(r, c)));
      }
      boolean again = !rows.isEmpty() && repeats(line, rows.get(rows.size() - 1));
      if (!again && line.stream().anyMatch(cell -> !cell.isEmpty())) {
        rows.add(line);
      }
    }
    return new Table(rows, true, box);
  }

  /** Whether a row has nothing but the fields of the one above it. */
  private static boolean repeats(List<Cell> row, List<Cell> above) {
    return IntStream.range(0, row.size())
        .allMatch(c -> row.get(c).isEmpty() || row.get(c).equals(above.get(c)));
  }

  private Cell cell(List<Word> words, List<Element> nested, float right) {
    List<Ruling> none = List.of();
    List<Element> lines = new ArrayList<>(Lines.segments(words, none));
    lines.addAll(nested);
    return lines.isEmpty()
        ? Cell.empty()
        : new Cell(new Regions(style, none).blocks(lines, right - 4));
  }

  private static float rightEdge(Grid grid, int cell) {
    float right = 0;
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        if (grid.number(r, c) == cell) {
          right = Math.max(right, grid.right(c));
        }
      }
    }
    return right;
  }
}
