package routes.tasks.tracker;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of tasks, which come from outside and become arguments of {@code bd}. */
public final class TaskIds {
  private static final int LONGEST = 100;
  private static final int SHOWN = 60;

  /** No path, no option, no line end: letters, digits and single signs between them. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*");

  private TaskIds() {}

  /**
   * Takes an id.
   *
   * @param field where it stood
   * @throws IllegalArgumentException naming the field if it is missing or no id
   */
  public static String check(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          "%s is missing: send the id of a task, such as {\"task_id\": \"bd-a1b2\"}."
              .formatted(field));
    }
    String id = value instanceof String text ? text : "";
    if (id.length() > LONGEST || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is no id of a task: letters and digits, with single '.', '_' or '-' between them, at most %d in all."
              .formatted(field, shown(String.valueOf(value)), LONGEST));
    }
    return id;
  }

  /** A text of others, short and on one line, for a sentence. */
  public static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
