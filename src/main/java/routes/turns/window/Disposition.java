package routes.turns.window;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a message becomes that meets a turn of its session: the rule of docs/turns.md. */
public enum Disposition {
  /** It opens a turn. */
  LEADS,
  /** It joins the turn, which waits anew. */
  ABSORBED,
  /** It joins the turn, which waits no longer; or it lets a turn end that it would have ended. */
  FORCES_COMPLETION,
  /** The turn's answer is dropped, and all is answered anew together with it. */
  SUPERSEDES,
  /** It waits for the turn's end, and leads the next one. */
  QUEUED;

  private static final int LOOKED_AT = 60;
  private static final Pattern CORRECTION =
      Pattern.compile(
          "(?:\\*\\s*\\S|(?:no|nope|wait|sorry|oops|actually|correction|stop|cancel|scratch that"
              + "|never ?mind|ignore that|forget (?:it|that)|i meant|i mean|not that)\\b)");

  /** Its name in the database. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of a message that comes while the turn waits for more.
   *
   * @param n its place in the turn, from 1
   * @param most messages that a turn takes
   */
  public static Disposition whileWaiting(int n, int most) {
    if (n >= most) {
      return FORCES_COMPLETION;
    }
    return n == 1 ? LEADS : ABSORBED;
  }

  /**
   * Of a message that comes after the turn has stopped waiting, before its answer is out.
   *
   * @param superseded turns of the session, one after the other, that gave way already
   * @param most how many may
   */
  public static Disposition whileAnswering(String message, int superseded, int most) {
    if (!isCorrection(message)) {
      return QUEUED;
    }
    return superseded < most ? SUPERSEDES : FORCES_COMPLETION;
  }

  static boolean isCorrection(String message) {
    String text = message.strip().toLowerCase(Locale.ROOT);
    return CORRECTION.matcher(text.substring(0, Math.min(text.length(), LOOKED_AT))).lookingAt();
  }
}
