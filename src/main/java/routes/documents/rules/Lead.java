package routes.documents.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.layout.Block;
import routes.documents.layout.Item;

/** A line that announces a list. */
record Lead(Item item) {

  /** How much further in a list stands than what announces it, in points. */
  static final float INDENTED = 4;

  private static final Pattern CONDITIONAL =
      Pattern.compile(
          "(?i)^(?:for|on|when|if|with|where|in|under)\\b|\\b(?:"
              + Vocabulary.CONDITION
              + "|some (?:deals?|transactions?|applicants?|cases|requests?|borrowers?)|certain|may|might|can|could|instead|alternatives?|examples?|options?|either|or|not|no|trucks?|trailers?)\\b");

  /** A condition whose last words are missing. */
  private static final Pattern BROKEN_OFF =
      Pattern.compile(
          "(?i).*\\b(?:when|if|where|provided|as long as|unless)(?: \\w+){1,3} (?:brings?|have|has|shows?|meets?|provides?|offers?|are|is|with)");

  private static final Pattern ENDS_OPEN =
      Pattern.compile(".*:[*\\s]*$|(?i).*\\bthe following\\.?$");

  String text() {
    return item.text();
  }

  /** Whether a line announces what stands below it. */
  static boolean announces(Item item, @Nullable Block next) {
    return ENDS_OPEN.matcher(item.text()).matches()
        || (next instanceof Item below
            && below.indent() > item.indent() + INDENTED
            && (excludesInShort(item) || (below.bulleted() && breaksOff(item))));
  }

  /** "Industries we don't do", with what they are indented below it. */
  private static boolean excludesInShort(Item item) {
    return item.text().split(" ").length <= GuidelineReader.LONGEST_LABEL
        && Topic.of(item.text()) == Topic.EXCLUDED
        && Statements.read(item.text()).facts().isEmpty();
  }

  /** "We take them when they have", with a list of what they must have. */
  static boolean breaksOff(Item item) {
    return BROKEN_OFF.matcher(item.text()).matches();
  }

  /** Whether it announces what is not financed. */
  boolean excludes() {
    return Topic.of(text()) == Topic.EXCLUDED;
  }

  /** Whether a line stands in its list. */
  boolean isFollowedBy(Item next) {
    return next.indent() > item.indent() + INDENTED
        || (next.bulleted() && !item.bulleted() && excludes());
  }

  /** Whether it neither says what it lists nor under which condition. */
  boolean saysNothingOf(Item entry) {
    return Topic.of(text()) == null
        && !CONDITIONAL.matcher(text()).find()
        && !Vocabulary.wishes(text())
        && NumberReader.mentions(text()).isEmpty()
        && Quantities.in(text()).isEmpty()
        && FlagReader.mentioned(text()).isEmpty()
        && Guards.part(text(), true).when() == null
        && Statements.keyed(text(), entry.text()).facts().isEmpty();
  }
}
