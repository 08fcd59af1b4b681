package routes.hatchet.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.HatchetException;

/** Text of options: lists whose parts may hold CEL in brackets. */
final class OptionText {

  private OptionText() {}

  /** The parts between separators that stand outside of brackets; empty parts are left out. */
  static List<String> split(String option, @Nullable String text, char separator) {
    List<String> parts = new ArrayList<>();
    if (text == null) {
      return parts;
    }
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        i = closing(option, text, i);
      } else if (c == separator) {
        add(parts, text.substring(start, i));
        start = i + 1;
      }
    }
    add(parts, text.substring(start));
    return parts;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isBlank()) {
      parts.add(part.strip());
    }
  }

  /**
   * Where the bracket that opens at an index is closed. Brackets inside of it, and what stands in
   * quotes, are passed over.
   *
   * @throws HatchetException when it is never closed
   */
  static int closing(String option, String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfString(option, text, i);
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i;
      }
    }
    throw new HatchetException(
        option + " has \"" + text.substring(open) + "\", where a bracket is never closed: add ].");
  }

  private static int endOfString(String option, String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i;
      }
    }
    throw new HatchetException(
        option
            + " has \""
            + text.substring(open)
            + "\", where a text is never closed: add "
            + quote
            + ".");
  }
}
