package routes.tasks.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of {@code issues.jsonl}: read, and with one task closed. Pure. */
public final class TrackerFile {
  private static final int MOST_TASKS = 50_000;
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_LINE = 1 << 20;

  private TrackerFile() {}

  /**
   * Reads all tasks. A line that cannot be read is named, and the others count.
   *
   * @param name what the file is called, for the sentences
   */
  public static TrackerContent read(String name, String text) {
    Map<String, TrackerTask> tasks = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        if (line.length() > LONGEST_LINE || tasks.size() >= MOST_TASKS) {
          throw new IllegalArgumentException(
              "is over the limit of %d characters a line and %d tasks"
                  .formatted(LONGEST_LINE, MOST_TASKS));
        }
        TrackerTask task = TrackerLine.task(TrackerLine.json(line));
        Integer before = lines.put(task.id(), number);
        tasks.put(task.id(), task);
        if (before != null) {
          problems.add(
              "Lines %d and %d of %s are both task %s: the later one counts; remove the other."
                  .formatted(before, number, name, task.id()));
        }
      } catch (IllegalArgumentException e) {
        problems.add(
            "Line %d of %s is left out: %s."
                .formatted(number, name, String.valueOf(e.getMessage()).replaceFirst("\\.$", "")));
      }
    }
    if (problems.size() > MOST_PROBLEMS) {
      int more = problems.size() - MOST_PROBLEMS;
      problems = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
      problems.add("%d more lines of %s are left out.".formatted(more, name));
    }
    return new TrackerContent(tasks, problems);
  }

  /**
   * The file with a task closed; all other lines are as they were, byte for byte.
   *
   * @return null when the task is closed already, or is not there
   */
  public static byte @Nullable [] closed(byte[] file, String id, String reason, Instant now) {
    // One character a byte, whatever the bytes are.
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    // Of two lines of one task the later one counts.
    for (int i = lines.length - 1; i >= 0; i--) {
      ObjectNode task = task(lines[i], id);
      if (task != null) {
        if (TrackerLine.task(task).closed()) {
          return null;
        }
        String at = now.truncatedTo(ChronoUnit.MILLIS).toString();
        task.put("status", "closed").put("updated_at", at).put("closed_at", at);
        task.put("close_reason", reason);
        String line = task + (lines[i].endsWith("\r") ? "\r" : "");
        lines[i] = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  private static @Nullable ObjectNode task(String bytes, String id) {
    if (!bytes.contains(id)) {
      return null;
    }
    try {
      String line = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      JsonNode json = TrackerLine.json(line);
      return TrackerLine.task(json).id().equals(id) ? (ObjectNode) json : null;
    } catch (IllegalArgumentException e) {
      // Not a task, so not this one.
      return null;
    }
  }
}
