package routes.turns.window;

import java.util.Locale;
import java.util.regex.Pattern;

/** How finished a message looks, and what that adds to the wait. A message has one shape. */
public enum MessageShape {
  EXPLICIT_COMPLETION(-300),
  GREETING(500),
  INCOMPLETE_ENTITY(600),
  FRAGMENT(400),
  POSSIBLY_INCOMPLETE(200),
  COMPLETE(0);

  private static final int WORDS_OF_A_FRAGMENT = 2;

  // Each looks at a bounded tail or the whole of a short text, so that long ones cost nothing.
  private static final int TAIL = 80;
  private static final Pattern FINISHED =
      Pattern.compile(
          "(?:^|[\\s,.!;:-])(?:that(?:'|’)?s (?:all|it|everything)|that is (?:all|it|everything)"
              + "|nothing (?:else|more)|i(?:'|’)?m done|i am done|done|over to you|go ahead|please go on)"
              + "(?:,? (?:thanks|thank you|please|for now))?[.!]*$");
  private static final Pattern HELLO =
      Pattern.compile(
          "(?:hi|hello|hey|hiya|howdy|greetings|yo|hola|good (?:morning|afternoon|evening|day))"
              + "(?: (?:there|all|team|everyone|again))?[\\s,.!?]*");
  private static final Pattern ENTITY_TO_COME =
      Pattern.compile(
          "(?:(?:^|\\s)(?:my|the|number|reference|ref|id|no|name|amount|date|email|phone|address"
              + "|application) is|(?:^|\\s)(?:application|reference|ref|account|order|number|no)"
              + "|[#:$€£@=-])$");
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?:,|(?:^|\\s)(?:and|but|or|so|because|also|if|when|that|with|for|to|of|the|a|an|my"
              + "|about|then|plus))$");

  private final int addedMillis;

  MessageShape(int addedMillis) {
    this.addedMillis = addedMillis;
  }

  /** What it adds to the channel's wait, in milliseconds. */
  public int addedMillis() {
    return addedMillis;
  }

  /** The first that fits, in the order of this enumeration but for endings that go on. */
  public static MessageShape of(String message) {
    String text = message.strip().toLowerCase(Locale.ROOT);
    String tail = text.substring(Math.max(0, text.length() - TAIL));
    if (FINISHED.matcher(tail).find()) {
      return EXPLICIT_COMPLETION;
    }
    if (text.length() <= TAIL && HELLO.matcher(text).matches()) {
      return GREETING;
    }
    if (ENTITY_TO_COME.matcher(tail).find()) {
      return INCOMPLETE_ENTITY;
    }
    if (GOES_ON.matcher(tail).find()) {
      return FRAGMENT;
    }
    if (ends(text)) {
      return COMPLETE;
    }
    boolean few = text.length() <= TAIL && text.split("\\s+", WORDS_OF_A_FRAGMENT + 1).length <= 2;
    return few && !hasDigit(text) ? FRAGMENT : POSSIBLY_INCOMPLETE;
  }

  private static boolean ends(String text) {
    return !text.endsWith("...") && text.matches("(?s).*[.!?。！？]");
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }
}
