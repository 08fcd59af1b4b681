package routes.diarization.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one speaker said without a break.
 *
 * @param track the speaker's track
 * @param words in order, at least one
 */
public record Utterance(int track, List<Word> words) {
  /** A pause of this many seconds ends an utterance. */
  static final double PAUSE = 1.2;

  private static final int LONGEST = 60;

  /** Copies the words. */
  public Utterance {
    words = List.copyOf(words);
  }

  /** Words of all tracks by the time they begin; at the same time the lower track is first. */
  public static List<Word> merged(List<List<Word>> tracks) {
    return tracks.stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingDouble(Word::start)
                .thenComparingInt(Word::track)
                .thenComparingDouble(Word::end))
        .toList();
  }

  /** Words in order, as utterances: a new one for another speaker, after a pause or a full stop. */
  public static List<Utterance> of(List<Word> words) {
    List<Utterance> utterances = new ArrayList<>();
    List<Word> open = new ArrayList<>();
    for (Word word : words) {
      if (!open.isEmpty() && ends(open, word)) {
        utterances.add(new Utterance(open.get(0).track(), open));
        open = new ArrayList<>();
      }
      open.add(word);
    }
    if (!open.isEmpty()) {
      utterances.add(new Utterance(open.get(0).track(), open));
    }
    return utterances;
  }

  private static boolean ends(List<Word> open, Word next) {
    Word last = open.get(open.size() - 1);
    return last.track() != next.track()
        || next.start() - last.end() > PAUSE
        || last.word().matches(".*[.!?]")
        || open.size() >= LONGEST;
  }

  /** When it begins, in seconds. */
  public double start() {
    return words.get(0).start();
  }

  /** When it ends, in seconds. */
  public double end() {
    return words.stream().mapToDouble(Word::end).max().orElse(0);
  }

  /** What was said. */
  public String text() {
    return words.stream().map(Word::word).collect(Collectors.joining(" "));
  }
}
