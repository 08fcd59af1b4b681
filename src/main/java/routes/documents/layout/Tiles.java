package routes.documents.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.documents.page.Word;

/**
 * Figures in large type side by side, each with what it is in small type below it, as flyers show
 * them. They are labels with their values, the label standing below.
 */
final class Tiles {

  private static final float LARGER = 1.3f;
  private static final float OF_ONE_SIZE = 0.6f;
  private static final float LEVEL = 0.35f;

  /** How far a figure stands above its caption, and a caption's lines apart, by size of type. */
  private static final float ABOVE = 0.8f;

  private static final float LEADING = 0.6f;

  /** Points that the middles of a figure and its caption are apart, or a part of their width. */
  private static final float CENTRED = 6;

  private static final float ASIDE = 0.15f;
  private static final float ALIGNED = 3;

  /** Tiles that are so much farther apart than others belong to different boxes. */
  private static final float APART = 1.6f;

  private static final int LONGEST = 6;
  private static final Pattern SIGN = Pattern.compile("^[^\\p{L}\\p{N}$<>≤≥~+-]+");
  private static final Pattern FIGURE =
      Pattern.compile("(?:[$<>≤≥~]|(?i:up to|under|over)\\b)?\\s?\\$?\\d(?!\\d?[.)](?:\\s|$)).*");
  private static final Pattern WORD = Pattern.compile("(?i)|yes|no|none|required");

  private final List<Segment> lines;
  private final List<Element> elements;

  private record Tile(List<Segment> caption, List<Word> figure) {

    Box box() {
      return Box.around(caption).and(Segment.of(figure).box());
    }

    float middle() {
      return (box().left() + box().right()) / 2;
    }

    String label() {
      return caption.stream().map(Segment::text).collect(Collectors.joining(" "));
    }

    String value() {
      String text = figure.stream().map(Word::text).collect(Collectors.joining(" "));
      return SIGN.matcher(text).replaceFirst("").trim();
    }

    boolean counts() {
      return FIGURE.matcher(value()).matches();
    }

    boolean answers() {
      return counts() || WORD.matcher(value()).matches();
    }

    boolean fits() {
      Box one = Box.around(caption);
      Box other = Segment.of(figure).box();
      float middles = Math.abs(one.left() + one.right() - other.left() - other.right()) / 2;
      float widest = Math.max(one.width(), other.width());
      return middles <= Math.max(CENTRED, ASIDE * widest)
          || Math.abs(one.left() - other.left()) <= ALIGNED;
    }
  }

  private Tiles(List<Segment> lines) {
    this.lines = lines;
    this.elements = new ArrayList<>(lines);
  }

  /** The elements of a page, with a table for each row of tiles. */
  static List<Element> among(List<Segment> lines) {
    Tiles tiles = new Tiles(lines);
    List<Segment> seen = new ArrayList<>();
    for (Segment line : lines) {
      if (!seen.contains(line) && caption(line)) {
        List<Segment> row = tiles.level(line);
        seen.addAll(row);
        tiles.replace(row);
      }
    }
    return tiles.elements;
  }

  private static boolean caption(Segment line) {
    String text = line.text();
    return !line.bulleted()
        && line.words().size() <= LONGEST
        && text.chars().noneMatch(Character::isDigit)
        && text.chars().anyMatch(Character::isLetter)
        && !text.matches(".*[:;]");
  }

  /** The captions on the same line. */
  private List<Segment> level(Segment first) {
    return lines.stream()
        .filter(Tiles::caption)
        .filter(line -> Math.abs(line.box().middle() - first.box().middle()) < LEVEL * first.size())
        .filter(line -> Math.abs(line.size() - first.size()) <= OF_ONE_SIZE)
        .sorted(Comparator.comparingDouble(line -> line.box().left()))
        .toList();
  }

  private void replace(List<Segment> captions) {
    List<Segment> figures =
        lines.stream()
            .filter(line -> line.size() >= LARGER * captions.get(0).size() && !line.bulleted())
            .filter(line -> captions.stream().anyMatch(caption -> over(line, caption)))
            .toList();
    List<Tile> tiles = new ArrayList<>();
    for (Segment caption : captions) {
      List<Word> words =
          figures.stream()
              .flatMap(line -> line.words().stream())
              .filter(word -> nearest(word, captions).equals(caption))
              .sorted(Comparator.comparingDouble(Word::x))
              .toList();
      if (!words.isEmpty() && words.size() <= LONGEST) {
        Tile tile = new Tile(whole(caption), words);
        if (tile.answers() && tile.fits()) {
          tiles.add(tile);
        }
      }
    }
    List<Word> taken = tiles.stream().flatMap(tile -> tile.figure().stream()).toList();
    boolean used =
        figures.stream()
            .filter(line -> line.words().stream().anyMatch(taken::contains))
            .allMatch(line -> taken.containsAll(line.words()));
    if (used && tiles.size() > 1 && tiles.stream().anyMatch(Tile::counts)) {
      tiles.forEach(tile -> elements.removeAll(tile.caption()));
      figures.stream().filter(line -> taken.containsAll(line.words())).forEach(elements::remove);
      boxes(tiles).forEach(box -> elements.add(table(box)));
    }
  }

  private static boolean over(Segment figure, Segment caption) {
    float gap = caption.box().top() - figure.box().bottom();
    return gap > -OF_ONE_SIZE * caption.size()
        && gap < ABOVE * figure.size()
        && figure.box().left() < caption.box().right()
        && figure.box().right() > caption.box().left();
  }

  private static Segment nearest(Word word, List<Segment> captions) {
    float middle = word.x() + word.width() / 2;
    return captions.stream()
        .min(
            Comparator.comparingDouble(
                line -> Math.abs((line.box().left() + line.box().right()) / 2 - middle)))
        .orElseThrow();
  }

  /** A caption with the lines that it goes on in. */
  private List<Segment> whole(Segment caption) {
    List<Segment> whole = new ArrayList<>(List.of(caption));
    for (Segment line : lines) {
      Box last = whole.get(whole.size() - 1).box();
      float gap = line.box().top() - last.bottom();
      boolean below =
          gap > -1
              && gap < LEADING * caption.size()
              && Math.abs(line.size() - caption.size()) <= OF_ONE_SIZE
              && Math.abs(line.box().left() + line.box().right() - last.left() - last.right())
                  < 2 * CENTRED;
      if (below && caption(line)) {
        whole.add(line);
      }
    }
    return whole;
  }

  /** Tiles that one box holds: they stand in even steps, and each says something else. */
  private static List<List<Tile>> boxes(List<Tile> tiles) {
    List<List<Tile>> boxes = new ArrayList<>();
    double[] steps = new double[tiles.size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = tiles.get(i + 1).middle() - tiles.get(i).middle();
    }
    double usual = Arrays.stream(steps).sorted().toArray()[steps.length / 2];
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      boolean anew =
          i == 0
              || steps[i - 1] > APART * usual
              || boxes.get(boxes.size() - 1).stream()
                  .anyMatch(other -> other.label().equalsIgnoreCase(tile.label()));
      if (anew) {
        boxes.add(new ArrayList<>());
      }
      boxes.get(boxes.size() - 1).add(tile);
    }
    return boxes;
  }

  private static Element table(List<Tile> tiles) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Tile tile : tiles) {
      rows.add(List.of(cell(tile.label(), tile.box()), cell(tile.value(), tile.box())));
    }
    Box box = tiles.stream().map(Tile::box).reduce(Box::and).orElseThrow();
    return new BlockElement(new Table(rows, false, box), box);
  }

  private static Cell cell(String text, Box box) {
    return text.isBlank()
        ? Cell.empty()
        : new Cell(List.of(new Item(text, false, box.left(), box)));
  }
}
