package routes.documents.rules;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is typed, and how the readers have it.
 *
 * @param typed what is looked for
 * @param meant what takes its place, with the groups of the pattern
 */
record Rewrite(Pattern typed, String meant) {

  static Rewrite of(String typed, String meant) {
    return new Rewrite(Pattern.compile(typed), meant);
  }

  /** For words in capitals and in small letters alike. */
  static Rewrite anyCase(String typed, String meant) {
    return new Rewrite(Pattern.compile(typed, Pattern.CASE_INSENSITIVE), meant);
  }

  /** A text after all of these in their order: a later one reads what an earlier one wrote. */
  static String all(List<Rewrite> rewrites, String text) {
    String rewritten = text;
    for (Rewrite rewrite : rewrites) {
      rewritten = rewrite.typed().matcher(rewritten).replaceAll(rewrite.meant());
    }
    return rewritten;
  }
}
