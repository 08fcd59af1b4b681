package routes.tasks.tracker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** One task as JSON, as Beads writes it to a line and {@code bd --json} prints it. Pure. */
final class TrackerLine {
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_TEXT = 200_000;
  private static final int LOWEST_PRIORITY = 4;
  private static final int USUAL_PRIORITY = 2;
  private static final Set<String> BLOCKING = Set.of("blocks", "conditional-blocks", "waits-for");

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(40)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A line that is closed keeps its numbers as they were written.
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private TrackerLine() {}

  /**
   * Reads a line's JSON.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static JsonNode json(String line) {
    try {
      JsonNode read = JSON.readTree(line);
      if (!read.isObject()) {
        throw new IllegalArgumentException("is no JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "is no readable JSON (%s)".formatted(TaskIds.shown(e.getOriginalMessage())), e);
    }
  }

  /**
   * Reads a task.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  static TrackerTask task(JsonNode json) {
    JsonNode id = json.path("id");
    String checked =
        TaskIds.check("id", id.isTextual() ? id.asText() : id.isMissingNode() ? null : id);
    String title = text(json, "title", LONGEST_TITLE).replaceAll("\\p{Cntrl}+", " ").strip();
    if (title.isEmpty()) {
      throw new IllegalArgumentException("task %s has no title".formatted(checked));
    }
    return new TrackerTask(
        checked,
        title,
        description(json),
        json.path("status").asText("open"),
        priority(checked, json.path("priority")),
        json.path("issue_type").asText("task"),
        json.path("created_at").asText(""),
        related(json, BLOCKING),
        related(json, Set.of("parent-child")),
        revision(json));
  }

  private static String description(JsonNode json) {
    List<String> parts = new ArrayList<>();
    add(parts, "", text(json, "description", LONGEST_TEXT));
    add(parts, "## Design\n\n", text(json, "design", LONGEST_TEXT));
    add(parts, "## Acceptance criteria\n\n", text(json, "acceptance_criteria", LONGEST_TEXT));
    add(parts, "## Notes\n\n", text(json, "notes", LONGEST_TEXT));
    return String.join("\n\n", parts);
  }

  private static void add(List<String> parts, String heading, String text) {
    if (!text.isBlank()) {
      parts.add(heading + text.strip());
    }
  }

  private static String text(JsonNode json, String field, int longest) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual() || value.asText().length() > longest) {
      throw new IllegalArgumentException(
          "%s is no text of at most %d characters".formatted(field, longest));
    }
    return value.asText().replace("\0", "");
  }

  private static int priority(String id, JsonNode priority) {
    if (priority.isMissingNode() || priority.isNull()) {
      return USUAL_PRIORITY;
    }
    if (!priority.isInt() || priority.asInt() < 0 || priority.asInt() > LOWEST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority of task %s is '%s', not a whole number from 0 to %d"
              .formatted(id, TaskIds.shown(priority.asText()), LOWEST_PRIORITY));
    }
    return priority.asInt();
  }

  /** What it depends on. In bd's own answers a dependency is the other task itself. */
  private static List<String> related(JsonNode json, Set<String> types) {
    List<String> ids = new ArrayList<>();
    for (JsonNode one : json.path("dependencies")) {
      String type = one.path("type").asText(one.path("dependency_type").asText("blocks"));
      if (types.contains(type)) {
        JsonNode on = one.has("depends_on_id") ? one.path("depends_on_id") : one.path("id");
        ids.add(TaskIds.check("depends_on_id", on.isTextual() ? on.asText() : null));
      }
    }
    return ids;
  }

  private static String revision(JsonNode json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(json.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
