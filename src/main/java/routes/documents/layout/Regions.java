package routes.documents.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import routes.documents.page.Ruling;

/** Divides a region of a page into parts one above the other, and these into columns. */
final class Regions {

  private static final float DIVIDER = 0.5f;
  private static final float HEADED_GAP = 1.8f;
  private static final int DEEPEST = 8;

  /** So many heads side by side are those of a table. */
  private static final int FEWEST_HEADS = 3;

  /** Heads, and two rows or more below them. */
  private static final int FEWEST_ROWS = 3;

  /** Space between parts of a page, in heights of a line. */
  private static final float FAR = 4;

  /** As many lines ahead tell what columns there are. */
  private static final int AHEAD = 4;

  private final Style style;
  private final List<Ruling> dividers;

  Regions(Style style, List<Ruling> dividers) {
    this.style = style;
    this.dividers = dividers.stream().filter(Ruling::horizontal).toList();
  }

  /** The blocks of a region in reading order. */
  List<Block> blocks(List<Element> elements, float right) {
    return HeadsApart.joined(blocks(WrappedFields.joined(elements), right, 0));
  }

  private List<Block> blocks(List<Element> elements, float right, int depth) {
    List<Block> blocks = new ArrayList<>();
    Box region = Box.around(elements);
    List<List<Element>> group = new ArrayList<>();
    List<Element> across = new ArrayList<>();
    List<List<Element>> bands = Bands.of(elements);
    for (int i = 0; i < bands.size(); i++) {
      List<Element> band = bands.get(i);
      boolean section = isSection(group, across, bands, i, region);
      List<Element> fields = section ? band : across(group, across, band, region);
      if (!group.isEmpty() && fields.isEmpty() && !belongs(group, across, bands, i, region)) {
        List<List<Element>> headings = headingsAtEnd(group);
        emit(group, across, right, depth, blocks);
        for (List<Element> heading : headings) {
          emit(List.of(heading), List.of(), right, depth, blocks);
        }
        group = new ArrayList<>();
        across = new ArrayList<>();
      }
      across.addAll(fields);
      group.add(band);
    }
    if (!group.isEmpty()) {
      emit(group, across, right, depth, blocks);
    }
    return DefinitionLists.among(blocks);
  }

  /** The fields of a line that go over several columns of the table above it. */
  private List<Element> across(
      List<List<Element>> group, List<Element> across, List<Element> band, Box region) {
    if (group.isEmpty()
        || isRow(group, band)
        || divided(group.get(group.size() - 1), band, region)
        || farBelow(group.get(group.size() - 1), band)) {
      return List.of();
    }
    List<float[]> columns = Bands.columns(FieldsAcross.others(group, across));
    return FieldsAcross.in(band, group, across, columns);
  }

  /** Whether a heading stands between rows of a table that has heads above all of them. */
  private boolean isSection(
      List<List<Element>> group,
      List<Element> across,
      List<List<Element>> bands,
      int index,
      Box region) {
    List<Element> band = bands.get(index);
    return group.size() > 0
        && index + 1 < bands.size()
        && band.size() == 1
        && allHead(band)
        && group.get(0).size() >= FEWEST_HEADS
        && allHead(group.get(0))
        && bands.get(index + 1).size() >= group.get(0).size()
        && !allHead(bands.get(index + 1))
        && !divided(group.get(group.size() - 1), band, region)
        && !farBelow(group.get(group.size() - 1), band)
        && !((Segment) band.get(0)).text().matches("\\p{Ll}.*")
        && belongs(group, across, bands, index + 1, region);
  }

  /** Takes out the headings at the end of columns: they stand over what follows. */
  private List<List<Element>> headingsAtEnd(List<List<Element>> group) {
    List<List<Element>> headings = new ArrayList<>();
    while (group.size() > 1) {
      List<Element> last = group.get(group.size() - 1);
      boolean heading =
          last.size() == 1 && last.get(0) instanceof Segment line && style.heads(line);
      if (!heading) {
        break;
      }
      headings.add(0, group.remove(group.size() - 1));
    }
    return headings;
  }

  private boolean belongs(
      List<List<Element>> group,
      List<Element> across,
      List<List<Element>> bands,
      int index,
      Box region) {
    List<Element> band = bands.get(index);
    if (divided(group.get(group.size() - 1), band, region)
        || farBelow(group.get(group.size() - 1), band)) {
      return false;
    }
    if (isRow(group, band)) {
      return true;
    }
    List<Element> above = FieldsAcross.others(group, across);
    List<Element> around = new ArrayList<>(above);
    around.addAll(flat(bands.subList(index, Math.min(index + AHEAD, bands.size()))));
    List<float[]> before = Bands.columns(above, around);
    List<Element> all = new ArrayList<>(above);
    all.addAll(band);
    List<float[]> after = Bands.columns(all, around);
    if (before.size() == 1) {
      return after.size() == 1 && band.size() == 1;
    }
    if (after.size() == 1 || (after.size() < before.size() && group.size() > 2)) {
      return false;
    }
    if (group.size() == 1 && titled(above) && !goesOn(before, bands, index)) {
      return false;
    }
    if (group.size() == 1
        && (after.size() < Math.max(before.size(), Bands.columns(band).size()) || titled(above))
        && crosses(above, bands, index)) {
      return false;
    }
    return !startsAnew(band, before, bands, index)
        && !breaksAll(above, band, before, bands, index)
        && !headOthers(band, before, bands, index);
  }

  /** Whether it has a field in each column of the table above it, or in some of them. */
  private boolean isRow(List<List<Element>> table, List<Element> row) {
    List<List<Element>> both = new ArrayList<>(table);
    both.add(row);
    int columns = RowFields.columns(table).map(List::size).orElse(0);
    return row.size() > 1
        && columns > 0
        && (row.size() == columns || !allHead(row))
        && RowFields.columns(both).filter(all -> all.size() == columns).isPresent();
  }

  /** Whether so much is left free above it, in all columns, that it is a footer or a new part. */
  private static boolean farBelow(List<Element> above, List<Element> band) {
    float height = (float) band.stream().mapToDouble(e -> e.box().height()).min().orElse(0);
    return Box.around(band).top() - Box.around(above).bottom() > FAR * height;
  }

  /** Whether what stands below the second column stands in it, and does not run across. */
  private static boolean goesOn(List<float[]> columns, List<List<Element>> bands, int index) {
    for (int i = index; i < bands.size(); i++) {
      for (Element element : bands.get(i)) {
        if (element.box().right() > columns.get(1)[0] + Bands.NARROWEST_GUTTER) {
          return element.box().left() >= columns.get(0)[1];
        }
      }
    }
    return false;
  }

  /**
   * Whether a line runs across the only gutter of what follows, as a line of notes does, or across
   * others without standing in the middle of what it goes over, as heads do.
   */
  private boolean crosses(List<Element> line, List<List<Element>> bands, int index) {
    List<Element> below = flat(bands.subList(index, Math.min(index + AHEAD, bands.size())));
    List<Element> both = new ArrayList<>(line);
    both.addAll(below);
    List<float[]> columns = Bands.columns(below);
    int joined = Bands.columns(both).size();
    return columns.size() > 1
        && (joined < (titled(line) ? columns.size() : 2)
            || (joined < columns.size() && !FieldsAcross.areHeads(line, columns)));
  }

  /** Headings side by side that stand over other columns than those above, each over its own. */
  private boolean headOthers(
      List<Element> band, List<float[]> columns, List<List<Element>> bands, int index) {
    boolean headings = band.size() > 1 && band.size() != columns.size() && allHead(band);
    if (!headings) {
      return false;
    }
    if (index + 1 == bands.size()) {
      // At the foot of a page.
      return band.size() > columns.size();
    }
    List<Element> below = flat(bands.subList(index, Math.min(index + 3, bands.size())));
    return Bands.columns(below).size() == band.size();
  }

  /** A heading under the first column, with nothing beside or below it in the others. */
  private boolean startsAnew(
      List<Element> band, List<float[]> columns, List<List<Element>> bands, int index) {
    if (band.size() != 1
        || Bands.column(columns, band.get(0)) != 0
        || !(band.get(0) instanceof Segment line)
        || !style.heads(line)) {
      return false;
    }
    return !goesOn(columns, bands, index + 1);
  }

  /** A heading alone at its height, where all other columns pause too. */
  private boolean breaksAll(
      List<Element> above,
      List<Element> band,
      List<float[]> columns,
      List<List<Element>> bands,
      int index) {
    if ((band.size() != 1 && !titled(band))
        || !(band.get(0) instanceof Segment line)
        || !style.heads(line)
        || index + 1 >= bands.size()) {
      return false;
    }
    int own = Bands.column(columns, line);
    if (band.stream().anyMatch(element -> Bands.column(columns, element) != own)) {
      return false;
    }
    float end =
        (float)
            above.stream()
                .filter(element -> Bands.column(columns, element) != own)
                .mapToDouble(element -> element.box().bottom())
                .max()
                .orElse(0);
    List<Element> below =
        bands.get(index + 1).stream()
            .filter(element -> Bands.column(columns, element) != own)
            .toList();
    return !below.isEmpty() && Box.around(below).top() - end > HEADED_GAP * line.box().height();
  }

  private boolean divided(List<Element> above, List<Element> below, Box region) {
    float top = Box.around(above).bottom() - 3;
    float bottom = Box.around(below).top() + 3;
    List<Element> both = new ArrayList<>(above);
    both.addAll(below);
    List<float[]> columns = Bands.columns(both);
    return dividers.stream()
        .anyMatch(
            rule ->
                rule.y1() >= top
                    && rule.y1() <= bottom
                    && rule.x1() <= columns.get(0)[1]
                    && rule.x2() >= columns.get(columns.size() - 1)[0]
                    && Math.min(rule.x2(), region.right()) - Math.max(rule.x1(), region.left())
                        > DIVIDER * region.width());
  }

  private void emit(
      List<List<Element>> group, List<Element> across, float right, int depth, List<Block> blocks) {
    List<Element> all = flat(group);
    if (group.size() == 1 && titled(all)) {
      Segment remark = (Segment) all.get(1);
      leaf(all.subList(0, 1), right, blocks);
      blocks.add(new Item(remark.text(), false, remark.indent(), remark.box()));
      return;
    }
    if (!across.isEmpty()) {
      withFieldsAcross(group, across, right, depth, blocks);
      return;
    }
    List<float[]> columns = Bands.columns(all);
    if (columns.size() == 1 || depth >= DEEPEST) {
      leaf(all, right, blocks);
      return;
    }
    if (headsPairs(group, columns)) {
      columns = pairs(columns);
    } else {
      List<float[]> fields = RowFields.columns(group).orElse(columns);
      Table table =
          OpenTables.table(
              group, List.of(), fields.size() < columns.size() ? fields : columns, style);
      if (table != null) {
        blocks.add(table);
        return;
      }
    }
    if (!tableBeside(all, columns, right, depth, blocks)) {
      emitColumns(all, columns, right, depth, blocks);
    }
  }

  /** A table in the columns at one side, below its title, and what stands beside it. */
  private boolean tableBeside(
      List<Element> all, List<float[]> columns, float right, int depth, List<Block> blocks) {
    for (int size = columns.size() - 1; size >= FEWEST_HEADS; size--) {
      for (int from : new int[] {0, columns.size() - size}) {
        List<float[]> own = columns.subList(from, from + size);
        List<Element> inside =
            all.stream()
                .filter(
                    e ->
                        Bands.column(columns, e) >= from
                            && Bands.column(columns, e) < from + own.size())
                .toList();
        List<List<Element>> rows = Bands.of(inside);
        List<Element> title = rows.get(0);
        boolean titled = title.size() == 1 && allHead(title);
        List<List<Element>> body = rows.subList(titled ? 1 : 0, rows.size());
        Table table =
            body.size() >= FEWEST_ROWS && allHead(body.get(0))
                ? OpenTables.table(body, List.of(), own, style)
                : null;
        if (table != null) {
          List<Block> beside = new ArrayList<>();
          if (titled) {
            leaf(title, own.get(own.size() - 1)[1], beside);
          }
          beside.add(table);
          List<Element> rest = new ArrayList<>(all);
          rest.removeAll(inside);
          List<Block> other = blocks(rest, from > 0 ? own.get(0)[0] : right, depth + 1);
          blocks.add(
              new Columns(
                  from > 0 ? List.of(other, beside) : List.of(beside, other), Box.around(all)));
          return true;
        }
      }
    }
    return false;
  }

  /** A table with such fields; or what stands above, beside and below them, each for itself. */
  private void withFieldsAcross(
      List<List<Element>> group, List<Element> across, float right, int depth, List<Block> blocks) {
    List<float[]> columns = Bands.columns(FieldsAcross.others(group, across));
    Table table = OpenTables.table(group, across, columns, style);
    if (table != null) {
      blocks.add(table);
      return;
    }
    List<List<Element>> open = new ArrayList<>();
    for (List<Element> band : group) {
      boolean alone = band.stream().anyMatch(across::contains);
      if (alone && !open.isEmpty()) {
        emit(open, List.of(), right, depth, blocks);
        open = new ArrayList<>();
      }
      if (alone) {
        emit(List.of(band), List.of(), right, depth, blocks);
      } else {
        open.add(band);
      }
    }
    if (!open.isEmpty()) {
      emit(open, List.of(), right, depth, blocks);
    }
  }

  /** Whether a heading stands over each two columns: labels with their values, side by side. */
  private boolean headsPairs(List<List<Element>> group, List<float[]> columns) {
    List<Element> heads = group.get(0);
    return columns.size() > 2
        && columns.size() == 2 * heads.size()
        && group.size() > heads.size()
        && allHead(heads)
        && IntStream.range(0, heads.size())
            .allMatch(i -> Bands.column(columns, heads.get(i)) == 2 * i);
  }

  private boolean allHead(List<Element> band) {
    return band.stream().allMatch(e -> e instanceof Segment line && style.heads(line));
  }

  private static List<float[]> pairs(List<float[]> columns) {
    return IntStream.range(0, columns.size() / 2)
        .mapToObj(i -> new float[] {columns.get(2 * i)[0], columns.get(2 * i + 1)[1]})
        .toList();
  }

  private void emitColumns(
      List<Element> all, List<float[]> columns, float right, int depth, List<Block> blocks) {
    List<List<Block>> contents = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      List<Element> inside = all.stream().filter(e -> Bands.column(columns, e) == column).toList();
      float edge = i + 1 < columns.size() ? columns.get(i)[1] : Math.max(columns.get(i)[1], right);
      contents.add(blocks(inside, Math.min(edge, columns.get(i)[1] + 20), depth + 1));
    }
    // A bullet alone is no text.
    contents.removeIf(List::isEmpty);
    if (!contents.isEmpty()) {
      blocks.add(new Columns(contents, Box.around(all)));
    }
  }

  /** Elements without a gutter: tables stand for themselves, lines between them flow. */
  private void leaf(List<Element> elements, float right, List<Block> blocks) {
    List<Segment> lines = new ArrayList<>();
    float edge = Math.min(right, Box.around(elements).right() + 40);
    for (List<Element> band : Bands.of(elements)) {
      for (Element element : band) {
        if (element instanceof BlockElement part) {
          boolean table = part.block() instanceof Table;
          blocks.addAll(
              table ? Flow.aboveTable(lines, style, edge) : Flow.blocks(lines, style, edge));
          lines.clear();
          blocks.add(part.block());
        } else {
          lines.add((Segment) element);
        }
      }
    }
    blocks.addAll(Flow.blocks(lines, style, edge));
  }

  /** Whether a line is a heading in larger type with a remark beside it. */
  private boolean titled(List<Element> line) {
    return Bands.isPair(line)
        && line.get(0) instanceof Segment title
        && line.get(1) instanceof Segment remark
        && style.heads(title)
        && title.size() > style.size()
        && style.prominence(title) > style.prominence(remark);
  }

  private static List<Element> flat(List<List<Element>> bands) {
    return bands.stream().flatMap(List::stream).toList();
  }
}
