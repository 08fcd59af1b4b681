package routes.diarization.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a model's answer, of which nothing is taken for granted. Pure. */
public final class ModelText {
  private static final int LONGEST = 200_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelText() {}

  /** The answer as a JSON object; a missing node, which has no fields, when it is none. */
  public static JsonNode object(@Nullable String answer) {
    if (answer == null || answer.length() > LONGEST) {
      return MissingNode.getInstance();
    }
    int from = answer.indexOf('{');
    int to = answer.lastIndexOf('}');
    if (from < 0 || to < from) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode read = JSON.readTree(answer.substring(from, to + 1));
      return read.isObject() ? read : MissingNode.getInstance();
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** A field's text in one line, cut to a length; null when there is none. */
  public static @Nullable String line(JsonNode object, String field, int most) {
    return cut(object.path(field), most, "\\s+");
  }

  /** A field's text, cut to a length; null when there is none. */
  public static @Nullable String text(JsonNode object, String field, int most) {
    return cut(object.path(field), most, "[\\p{Cntrl}&&[^\n]]+");
  }

  /** The texts of a list, each once, in one line. */
  public static List<String> lines(JsonNode list, int entries, int most) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : list) {
      String line = cut(one, most, "\\s+");
      if (line != null && !lines.contains(line) && lines.size() < entries) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static @Nullable String cut(JsonNode value, int most, String spaces) {
    if (!value.isTextual() || value.asText().isBlank()) {
      return null;
    }
    String text = value.asText().strip().replaceAll(spaces, " ");
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
