package routes.documents.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is typed, and how the readers have it.
 *
 * @param typed what is looked for, in capitals and in small letters alike
 * @param meant what takes its place, with the groups of the pattern
 * @param examples of what is typed, each with what becomes of it
 */
record Rewrite(Pattern typed, String meant, Map<String, String> examples) {

  @JsonCreator
  static Rewrite of(
      @JsonProperty(value = "typed", required = true) String typed,
      @JsonProperty(value = "meant", required = true) String meant,
      @JsonProperty(value = "examples", required = true) Map<String, String> examples) {
    return new Rewrite(
        Pattern.compile(typed, Pattern.CASE_INSENSITIVE), meant, Map.copyOf(examples));
  }

  String in(String text) {
    return typed.matcher(text).replaceAll(meant);
  }

  /** A text after all of these in their order: a later one reads what an earlier one wrote. */
  static String all(List<Rewrite> rewrites, String text) {
    String rewritten = text;
    for (Rewrite rewrite : rewrites) {
      rewritten = rewrite.in(rewritten);
    }
    return rewritten;
  }
}
