package routes.documents.page;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the words of a page come from. */
public enum Source {
  TEXT,
  OCR;

  /** {@code text} or {@code ocr}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code text} or {@code ocr}. */
  @JsonCreator
  public static Source of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
