package routes.documents.layout;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import routes.documents.page.Word;

/**
 * A piece of a line of type without a wide gap.
 *
 * @param words from left to right, its bullet left out
 * @param bulleted whether a bullet stands before it
 * @param box its place, bullet included
 */
record Segment(List<Word> words, boolean bulleted, Box box) implements Element {

  static Segment of(List<Word> words) {
    Word first = words.get(0);
    Box box =
        new Box(
            first.x(),
            (float) words.stream().mapToDouble(Word::y).min().orElseThrow(),
            (float) words.stream().mapToDouble(Word::right).max().orElseThrow(),
            (float) words.stream().mapToDouble(Word::bottom).max().orElseThrow());
    boolean marked = Bullets.leads(words) && !numberedHeading(words);
    boolean touching =
        !Bullets.choice(words) && !Bullets.without(first.text()).equals(first.text());
    List<Word> rest = marked ? words.subList(1, words.size()) : words;
    return new Segment(List.copyOf(rest), marked || (touching && words.size() > 1), box);
  }

  /** The lines of one field. */
  static Segment joined(List<Segment> lines) {
    List<Word> words = lines.stream().flatMap(line -> line.words().stream()).toList();
    return new Segment(words, lines.get(0).bulleted(), Box.around(lines));
  }

  /** How many lines its words stand in. */
  long lines() {
    return 1
        + IntStream.range(1, words.size())
            .filter(i -> words.get(i).middle() > words.get(i - 1).bottom())
            .count();
  }

  /** "3. Rebuilder Lease", in heavy type all along: a number of a heading is no bullet. */
  private static boolean numberedHeading(List<Word> words) {
    return words.get(0).text().matches("\\d{1,2}(?:\\.\\d{1,2})?\\.?")
        && words.stream().allMatch(Word::bold);
  }

  String text() {
    String whole = words.stream().map(Word::text).collect(Collectors.joining(" "));
    return (Bullets.choice(words) ? whole : Bullets.without(whole))
        .replaceAll("\\s*(\\.\\s?){4,}\\s*|\\s*_{3,}\\s*", " ")
        .trim();
  }

  /** Where its text starts. */
  float indent() {
    return words.get(0).x();
  }

  float size() {
    return (float) words.stream().mapToDouble(Word::fontSize).sorted().toArray()[words.size() / 2];
  }

  boolean bold() {
    long heavy = words.stream().filter(Word::bold).mapToLong(w -> w.text().length()).sum();
    return heavy * 10 >= words.stream().mapToLong(w -> w.text().length()).sum() * 7;
  }

  float firstWordWidth() {
    return words.get(0).width();
  }
}
