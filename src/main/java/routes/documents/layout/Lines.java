package routes.documents.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import routes.documents.page.Ruling;
import routes.documents.page.Word;

/** Puts words together to lines, and cuts these where a gap or a ruled line divides them. */
final class Lines {

  private static final float SAME_LINE = 0.4f;
  private static final float WIDE_GAP = 1.05f;
  private static final float BULLET_GAP = 4f;

  /** How much larger a title is than what explains it on the same line. */
  private static final float TITLE = 1.3f;

  /** The same of what stands apart behind it, and how far, in its size: "PRIME $10,000 to". */
  private static final float LARGER = 1.1f;

  private static final float TITLE_GAP = 0.6f;

  private Lines() {}

  /** The pieces of lines that these words make, from top to bottom, from left to right. */
  static List<Segment> segments(List<Word> words, List<Ruling> rulings) {
    List<Ruling> upright = rulings.stream().filter(r -> !r.horizontal()).toList();
    List<Segment> segments = new ArrayList<>();
    for (List<Word> line : lines(FootnoteMarks.attached(words))) {
      cut(FootnoteMarks.inLine(line), upright, segments);
    }
    return AlignedStarts.cut(segments);
  }

  private static List<List<Word>> lines(List<Word> words) {
    List<List<Word>> lines = new ArrayList<>();
    List<Word> sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparingDouble(Word::middle));
    for (Word word : sorted) {
      List<Word> home = null;
      for (int i = lines.size() - 1; i >= 0 && i >= lines.size() - 8; i--) {
        Word first = lines.get(i).get(0);
        float reach = SAME_LINE * Math.min(first.height(), word.height());
        if (Math.abs(first.middle() - word.middle()) < reach) {
          home = lines.get(i);
          break;
        }
      }
      if (home == null) {
        home = new ArrayList<>();
        lines.add(home);
      }
      home.add(word);
    }
    lines.forEach(line -> line.sort(Comparator.comparingDouble(Word::x)));
    return lines;
  }

  private static void cut(List<Word> line, List<Ruling> upright, List<Segment> segments) {
    List<Word> piece = new ArrayList<>();
    boolean choice = Bullets.choice(line);
    for (Word word : line) {
      boolean itself = choice || Bullets.separates(line, word);
      if (!piece.isEmpty() && apart(piece, word, upright, itself)) {
        segments.add(Segment.of(piece));
        piece = new ArrayList<>();
      }
      piece.add(word);
    }
    if (!piece.isEmpty()) {
      segments.add(Segment.of(piece));
    }
  }

  private static boolean apart(List<Word> piece, Word word, List<Ruling> upright, boolean text) {
    Word last = piece.get(piece.size() - 1);
    float size = Math.max(last.fontSize(), word.fontSize());
    float gap = word.x() - last.right();
    if (upright.stream().anyMatch(rule -> between(rule, last, word))) {
      return true;
    }
    if (piece.size() == 1 && Bullets.leads(List.of(last, word))) {
      return gap > BULLET_GAP * size;
    }
    return entitles(piece, word)
        || (gap > TITLE_GAP * size && titles(piece, word, LARGER))
        || gap > WIDE_GAP * size
        || (!text && Bullets.sure(word) && gap > size / 2);
  }

  /**
   * Whether a title in large heavy type goes before what explains it: "Original for fleets", "NEW
   * STORE Ground-up builds".
   */
  private static boolean entitles(List<Word> piece, Word word) {
    boolean goesOn = Character.isLowerCase(word.text().charAt(0));
    boolean behindCapitals = isWritten(word) && piece.stream().noneMatch(Lines::isWritten);
    return titles(piece, word, TITLE)
        && (goesOn || behindCapitals)
        && Character.isUpperCase(piece.get(0).text().charAt(0));
  }

  /** Whether it has small letters. */
  private static boolean isWritten(Word word) {
    return word.text().chars().anyMatch(Character::isLowerCase);
  }

  /** Whether words of heavy type, without numbers, are so much larger than a light one. */
  private static boolean titles(List<Word> piece, Word word, float larger) {
    Word last = piece.get(piece.size() - 1);
    return !word.bold()
        && last.fontSize() >= larger * word.fontSize()
        && piece.stream().allMatch(w -> w.bold() && w.fontSize() == last.fontSize())
        && piece.stream().flatMapToInt(w -> w.text().chars()).noneMatch(Character::isDigit);
  }

  private static boolean between(Ruling rule, Word left, Word right) {
    return rule.x1() >= left.right() - 2
        && rule.x1() <= right.x() + 2
        && rule.y1() <= left.middle()
        && rule.y2() >= left.middle();
  }
}
