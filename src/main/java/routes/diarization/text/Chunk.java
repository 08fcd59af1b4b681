package routes.diarization.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A stretch of a transcript that is short enough to be asked about.
 *
 * @param index counted from 0
 * @param utterances in order, at least one
 */
public record Chunk(int index, List<Utterance> utterances) {
  private static final int WORDS = 400;
  private static final int MOST = 100;

  /** Copies the utterances. */
  public Chunk {
    utterances = List.copyOf(utterances);
  }

  /**
   * Cuts between utterances: about 400 words each, more where there would be over 100 of them.
   *
   * @param utterances in order
   */
  public static List<Chunk> of(List<Utterance> utterances) {
    int words = utterances.stream().mapToInt(one -> one.words().size()).sum();
    int each = Math.max(WORDS, (words + MOST - 1) / MOST);
    List<Chunk> chunks = new ArrayList<>();
    List<Utterance> open = new ArrayList<>();
    int size = 0;
    for (Utterance utterance : utterances) {
      if (size >= each) {
        chunks.add(new Chunk(chunks.size(), open));
        open = new ArrayList<>();
        size = 0;
      }
      open.add(utterance);
      size += utterance.words().size();
    }
    if (!open.isEmpty()) {
      chunks.add(new Chunk(chunks.size(), open));
    }
    return chunks;
  }

  /** When it begins, in seconds. */
  public double start() {
    return utterances.get(0).start();
  }

  /** When it ends, in seconds. */
  public double end() {
    return utterances.get(utterances.size() - 1).end();
  }

  /** Who said what, a line each. */
  public String text(IntFunction<String> speaker) {
    return lines(utterances, speaker);
  }

  /** Utterances as lines of speaker and words. */
  public static String lines(List<Utterance> utterances, IntFunction<String> speaker) {
    return utterances.stream()
        .map(one -> speaker.apply(one.track()) + ": " + one.text())
        .collect(Collectors.joining("\n"));
  }
}
