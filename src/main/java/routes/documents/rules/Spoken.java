package routes.documents.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.documents.rules.NumberReader.Mention;

/** Says in a sentence what it leaves to the sentence before it. */
final class Spoken {

  private static final Pattern NUMBER_FIRST =
      Pattern.compile(
          "(?i)(?:(?:is |are )?(?:limited to |capped at )|at least |at most |up to |(?:a )?min(?:imum)?\\.? (?:of )?|no (?:more|less) than )?\\$?\\d");

  private static final Pattern PRONOUN = Pattern.compile("(?i)^(?:it|they)\\b|\\bit(?= is \\d)");

  private static final Pattern THING =
      Pattern.compile("(?i)\\b(?:equipment|collateral|trucks?|tractors?|trailers?|vehicles?)\\b");

  private Spoken() {}

  /** "It is 20% for renters", with what the sentence before it is about in place of "it". */
  static String out(String sentence, String before) {
    List<Mention> mentions = NumberReader.mentions(before);
    if (mentions.size() == 1 && onlyNumber(sentence)) {
      // "FICO of 660 or higher; 700 or higher for start-ups"
      return mentions.get(0).words(before) + ": " + sentence;
    }
    Matcher pronoun = PRONOUN.matcher(sentence);
    if (!pronoun.find()) {
      return sentence;
    }
    Matcher thing = THING.matcher(before);
    if (mentions.isEmpty() && pronoun.start() == 0 && thing.find()) {
      return pronoun.replaceFirst(thing.group());
    }
    return mentions.size() == 1 && NumberReader.mentions(sentence).isEmpty()
        ? pronoun.replaceFirst(mentions.get(0).words(before))
        : sentence;
  }

  /** Whether it gives another number for a condition, and does not say of what. */
  private static boolean onlyNumber(String sentence) {
    Guards.Parted parted = Guards.part(sentence, true);
    return parted.when() != null
        && NUMBER_FIRST.matcher(parted.text()).lookingAt()
        && NumberReader.mentions(parted.text()).isEmpty();
  }
}
