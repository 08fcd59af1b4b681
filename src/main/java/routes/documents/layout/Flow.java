package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;

/** Puts the lines of one column together to headings and statements. */
final class Flow {

  private static final Pattern OPEN_END =
      Pattern.compile(
          ".*(,|;|/|&|[-–]|\\b(and|or|and/or|of|the|for|to|with|in|on|a|an|over|than|is|are|at|by|north|south|new|west|rhode))$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL = Pattern.compile("[A-Z][\\w' /-]{0,30}: ");

  /** "Owner-", of which the rest stands on the next line. */
  private static final Pattern HYPHENATED = Pattern.compile("(?s).*\\p{L}-");

  /** "a. Aircraft" */
  private static final Pattern LETTERED = Pattern.compile("\\(?(?<letter>[a-z])[.)] (?=[A-Z])");

  private static final float PARAGRAPH_GAP = 0.9f;

  /** Between the lines of a heading that breaks off. */
  private static final float TITLE_GAP = 0.5f;

  /** Space between lines of one paragraph, as a part of the size of type. */
  private static final float LEADING = 0.6f;

  /** Between the lines of one heading. */
  private static final float CLOSE = 0.2f;

  private static final float ALIGNED = 3.5f;

  /** Points by which the space between paragraphs is more than that between their lines. */
  private static final float SPACED = 2;

  /** One gap of so many is between paragraphs. */
  private static final int MOST_WIDE = 5;

  /** Words of a line that is no entry of a list. */
  private static final int LONG = 9;

  private final Style style;
  private final float right;

  /** Where the longest line ends. */
  private final float margin;

  /** Space between the lines of a paragraph, where there is more between paragraphs; else zero. */
  private final float leading;

  private final List<Block> blocks = new ArrayList<>();
  private final List<Segment> open = new ArrayList<>();

  private Flow(Style style, float right, List<Segment> lines) {
    this.style = style;
    this.right = right;
    this.margin = Box.around(lines).right();
    this.leading = leading(lines);
  }

  private static float leading(List<Segment> lines) {
    List<Float> gaps =
        IntStream.range(1, lines.size())
            .mapToObj(i -> lines.get(i).box().top() - lines.get(i - 1).box().bottom())
            .filter(gap -> gap > 0)
            .sorted()
            .toList();
    float least = gaps.isEmpty() ? 0 : gaps.get(0);
    long wide = gaps.stream().filter(gap -> gap > least + SPACED).count();
    return wide * MOST_WIDE >= gaps.size() ? least : 0;
  }

  /**
   * The blocks that these lines make.
   *
   * @param lines pieces of lines that stand in one column
   * @param right how far to the right its lines could reach
   */
  static List<Block> blocks(List<Segment> lines, Style style, float right) {
    return read(lines, style, right).blocks;
  }

  /** The blocks that these lines make, of which the last may be the title of a table below it. */
  static List<Block> aboveTable(List<Segment> lines, Style style, float right) {
    Flow flow = read(lines, style, right);
    lines.stream()
        .max(Comparator.comparingDouble(line -> line.box().middle()))
        .ifPresent(flow::entitle);
    return flow.blocks;
  }

  private static Flow read(List<Segment> lines, Style style, float right) {
    List<Segment> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingDouble(line -> line.box().middle()));
    Flow flow = new Flow(style, right, sorted);
    for (int i = 0; i < sorted.size(); i++) {
      flow.add(sorted.get(i), i + 1 < sorted.size() ? sorted.get(i + 1) : null);
    }
    flow.close();
    return flow;
  }

  /** "Master Shop established shops with depth": a name in heavy type, and what it is for. */
  private void entitle(Segment line) {
    List<Word> name = line.words().stream().takeWhile(Word::bold).toList();
    List<Word> rest = line.words().subList(name.size(), line.words().size());
    boolean title =
        !blocks.isEmpty()
            && !name.isEmpty()
            && !rest.isEmpty()
            && line.words().size() <= LONG
            && name.stream().allMatch(word -> Character.isUpperCase(word.text().charAt(0)))
            && Character.isLowerCase(rest.get(0).text().charAt(0))
            && rest.stream().noneMatch(Word::bold)
            && line.text().chars().noneMatch(Character::isDigit)
            && line.text().matches(".*[\\w)]")
            && blocks.get(blocks.size() - 1) instanceof Item last
            && last.text().equals(line.text());
    if (title) {
      Segment remark = Segment.of(rest);
      blocks.set(
          blocks.size() - 1,
          new Heading(Segment.of(name).text(), style.prominence(line), line.box()));
      blocks.add(new Item(remark.text(), false, remark.indent(), remark.box()));
    }
  }

  private void add(Segment line, @Nullable Segment next) {
    if (!open.isEmpty() && !continues(line)) {
      close();
    }
    if (open.isEmpty() && (style.heads(line) || completes(line) || leadsList(line, next))) {
      heading(line);
      return;
    }
    open.add(line);
  }

  /** A short line right above the first bullet of a list is its heading. */
  private boolean leadsList(Segment line, @Nullable Segment next) {
    return next != null
        && !line.bulleted()
        && next.bulleted()
        && Style.headingLike(line.text())
        && next.box().left() >= line.box().left() - ALIGNED
        && next.box().top() - line.box().bottom() < 2.5 * line.size();
  }

  /** Whether a line is the rest of a heading that breaks off above it: "$5,000 to", "$250,000". */
  private boolean completes(Segment line) {
    return !line.bulleted()
        && last() instanceof Heading above
        && OPEN_END.matcher(above.text()).matches()
        && goesOn(above, line);
  }

  private @Nullable Block last() {
    return blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
  }

  /** Whether a line in the same type stands right below a heading, or its word found no room. */
  private boolean goesOn(Heading above, Segment line) {
    float apart = isFull(above.box(), line) ? PARAGRAPH_GAP : TITLE_GAP;
    return asProminent(above, line.text(), style.prominence(line))
        && line.box().top() - above.box().bottom() < apart * line.size();
  }

  /** Whether a heading of one word in capitals is set in two lines: "EQUIPMENT", "FINANCING". */
  private static boolean inCapitals(Heading above, Segment line) {
    return (above.text() + line.text()).matches("\\p{Lu}{4,}[\\p{Lu}-]*")
        && line.box().top() - above.box().bottom() < CLOSE * line.size();
  }

  private void heading(Segment line) {
    float prominence = style.prominence(line);
    if (last() instanceof Heading above
        && goesOn(above, line)
        && (wraps(above.text(), above.box(), line) || inCapitals(above, line))) {
      blocks.set(
          blocks.size() - 1,
          new Heading(
              above.text() + between(above.text()) + line.text(),
              Math.max(above.prominence(), prominence),
              above.box().and(line.box())));
    } else {
      blocks.add(new Heading(line.text(), prominence, line.box()));
    }
  }

  /**
   * A short word alone does not count as written in capitals, though the rest of its heading is.
   */
  private static boolean asProminent(Heading above, String below, float prominence) {
    float ratio = above.prominence() / prominence;
    boolean capitals = (above.text() + below).chars().noneMatch(Character::isLowerCase);
    return Math.abs(ratio - 1) < 0.05
        || (capitals
            && (Math.abs(ratio * Style.CAPITALS - 1) < 0.05
                || Math.abs(ratio / Style.CAPITALS - 1) < 0.05));
  }

  private boolean continues(Segment line) {
    Segment first = open.get(0);
    Segment last = open.get(open.size() - 1);
    float gap = line.box().top() - last.box().bottom();
    if (line.bulleted()
        || gap > PARAGRAPH_GAP * line.size()
        || labelled(line, last)
        || enumerated(line)) {
      return false;
    }
    boolean sameType = Math.abs(line.size() - last.size()) < 0.22 * line.size();
    boolean listGoesOn = last.text().endsWith(",") && line.bold() == last.bold();
    if (!sameType || (style.heads(line) && !style.heads(last) && !listGoesOn)) {
      return false;
    }
    if (first.bulleted() && line.indent() < first.indent() - ALIGNED) {
      return wraps(last.text(), last.box(), line) && startsLow(line);
    }
    if (first.bulleted() && Math.abs(line.indent() - first.indent()) <= 2 * ALIGNED) {
      return wraps(last.text(), last.box(), line) || !Character.isUpperCase(line.text().charAt(0));
    }
    return wraps(last.text(), last.box(), line);
  }

  /** Whether a line is the first of a list from a. on, or the next entry of it. */
  private boolean enumerated(Segment line) {
    Matcher mark = LETTERED.matcher(line.text());
    if (!mark.lookingAt()) {
      return false;
    }
    char letter = mark.group("letter").charAt(0);
    Matcher before = LETTERED.matcher(open.get(0).text());
    boolean next = before.lookingAt() && before.group("letter").charAt(0) + 1 == letter;
    return letter == 'a' || next;
  }

  /** Whether a line begins with a label in bold type, as "Fees: $295", below ordinary type. */
  private static boolean labelled(Segment line, Segment above) {
    List<Word> words = line.words();
    int bold = (int) words.stream().takeWhile(Word::bold).count();
    return bold > 0
        && bold < words.size()
        && !above.words().get(above.words().size() - 1).bold()
        && words.get(bold - 1).text().matches(".*[:.]")
        && Character.isUpperCase(words.get(0).text().charAt(0));
  }

  /** Whether the line above had no room left for this line's first word, or is left open. */
  private boolean wraps(String above, Box box, Segment line) {
    boolean full = isFull(box, line);
    return OPEN_END.matcher(above).matches()
        || startsLow(line)
        || unclosed(above)
        || (full && !above.matches(".*[.;?!]$|[^:|]*:$"))
        || (full && box.right() > right - 0.5f * line.size())
        || endsSentence(above, box, line)
        || (endsAtMargin(above, box, line) && !above.matches(".*[.;:?!]$"));
  }

  private boolean isFull(Box above, Segment line) {
    return above.right() + line.firstWordWidth() + 0.3f * line.size() > right;
  }

  /** Whether a sentence ends with a line of a paragraph that goes on. */
  private boolean endsSentence(String above, Box box, Segment line) {
    float gap = line.box().top() - box.bottom();
    return leading > 0
        && gap <= leading + SPACED / 2
        && box.right() + line.firstWordWidth() + 0.3f * line.size() > margin
        && above.matches(".*[a-z\\d)%]\\.")
        && above.split(" ", -1).length >= LONG;
  }

  /** Whether a long line ends where the longest ones do, so that the next word found no room. */
  private boolean endsAtMargin(String above, Box box, Segment line) {
    return above.split(" ", -1).length >= LONG
        && line.box().top() - box.bottom() < LEADING * line.size()
        && !LABEL.matcher(line.text()).lookingAt()
        && box.right() + line.firstWordWidth() + 0.3f * line.size() > margin;
  }

  private static boolean startsLow(Segment line) {
    char first = line.text().isEmpty() ? ' ' : line.text().charAt(0);
    return Character.isLowerCase(first) || first == '(';
  }

  private static boolean unclosed(String text) {
    return text.lastIndexOf('(') > text.lastIndexOf(')');
  }

  /** What stands between a text and the line that it goes on in. */
  private static String between(CharSequence above) {
    return above.isEmpty() || HYPHENATED.matcher(above).matches() ? "" : " ";
  }

  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Segment first = open.get(0);
    StringBuilder text = new StringBuilder();
    for (Segment line : open) {
      text.append(between(text)).append(line.text());
    }
    if (!text.toString().isBlank()) {
      blocks.add(new Item(text.toString(), first.bulleted(), first.indent(), Box.around(open)));
    }
    open.clear();
  }
}
