package routes.documents.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.documents.layout.Block;
import routes.documents.layout.Item;

/**
 * What stands below a page about words with a star.
 *
 * @param conditions by the stars, under what condition a rule holds
 */
record Footnotes(Map<String, String> conditions) {

  private static final Pattern NOTE = Pattern.compile("(?<mark>\\*{1,3}) ?(?<text>[^*].*)");
  private static final Pattern MARKED = Pattern.compile(".*?(?<mark>\\*{1,3})\\)?:?");

  /** The conditions in the notes among these blocks; a note that sets none is left out. */
  static Footnotes of(List<Block> blocks) {
    Map<String, String> conditions = new HashMap<>();
    for (Block block : blocks) {
      Matcher note = NOTE.matcher(block instanceof Item item ? item.text() : "");
      if (note.matches()) {
        for (String sentence : Prose.sentences(Prose.plain(note.group("text")))) {
          String when = Guards.part(sentence, true).when();
          if (when != null && sentence.matches("(?i).*\\b(?:appl(?:y|ies)|required|only)\\b.*")) {
            conditions.putIfAbsent(note.group("mark"), when);
          }
        }
      }
    }
    return new Footnotes(Map.copyOf(conditions));
  }

  /** What was read beside a label, under the condition that its star points to. */
  Reading guard(String label, Reading reading) {
    Matcher marked = MARKED.matcher(label.trim());
    String when = marked.matches() ? conditions.get(marked.group("mark")) : null;
    return when == null
        ? reading
        : new Reading(
            reading.facts().stream().map(fact -> fact.under(when)).toList(), reading.unread());
  }
}
