package routes.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ids that come from outside. */
public final class Ids {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Ids() {}

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException naming the field if it is missing or no UUID
   */
  public static String uuid(String field, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException(
          "%s is missing: send the id that the upload answered.".formatted(field));
    }
    String text = value.asText().toLowerCase(Locale.ROOT);
    if (!UUID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is no id: send the UUID that the upload answered."
              .formatted(field, shorten(value.asText())));
    }
    return text;
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
