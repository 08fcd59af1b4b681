package routes.engine.model;

import org.jspecify.annotations.Nullable;

/** A worker's label: a text or a number. */
public record Label(@Nullable String text, @Nullable Integer number) {
  public String asText() {
    return number != null ? number.toString() : text == null ? "" : text;
  }
}
