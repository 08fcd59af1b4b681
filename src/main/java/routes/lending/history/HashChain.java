package routes.lending.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.json.CanonicalJson;

/** An append-only history: every entry carries the hash of the one before, so a change shows. */
public final class HashChain {
  /** What stands before the first entry. */
  public static final String START = "0".repeat(64);

  private HashChain() {}

  /**
   * An entry as it is kept.
   *
   * @param number 1 for the first
   * @param previous the hash of the entry before, or {@link #START}
   * @param content what is recorded, as canonical text
   * @param hash the hash of the three others
   */
  public record Entry(long number, String previous, String content, String hash) {}

  /**
   * A place where a history is not what it was.
   *
   * @param number the entry's number as it should be
   * @param sentence what is wrong with it
   */
  public record Break(long number, String sentence) {}

  /** The entry that follows another, or is the first. */
  public static Entry append(@Nullable Entry last, String content) {
    long number = last == null ? 1 : last.number() + 1;
    String previous = last == null ? START : last.hash();
    return new Entry(number, previous, content, hash(number, previous, content));
  }

  /**
   * Checks a stretch of history, oldest first.
   *
   * @param before the entry before the stretch; absent when it begins with the first
   * @return the first place that is not what it was; absent for a sound stretch
   */
  public static @Nullable Break firstBreak(@Nullable Entry before, List<Entry> entries) {
    Entry last = before;
    for (Entry entry : entries) {
      long number = last == null ? 1 : last.number() + 1;
      String previous = last == null ? START : last.hash();
      if (entry.number() != number) {
        return new Break(
            number, "Entry %d is missing: entry %d follows.".formatted(number, entry.number()));
      }
      if (!entry.previous().equals(previous)) {
        return new Break(number, "Entry %d does not continue the one before it.".formatted(number));
      }
      if (!entry.hash().equals(hash(number, previous, entry.content()))) {
        return new Break(number, "Entry %d was changed after it was written.".formatted(number));
      }
      last = entry;
    }
    return null;
  }

  private static String hash(long number, String previous, String content) {
    return CanonicalJson.sha256(number + "\n" + previous + "\n" + content);
  }
}
