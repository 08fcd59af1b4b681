package routes.engine.model;

import org.jspecify.annotations.Nullable;

/** One line for a task's timeline. */
public record Note(TaskEventType type, String message, @Nullable String error) {
  static Note of(TaskEventType type) {
    return new Note(type, "", null);
  }

  public static Note of(TaskEventType type, String message) {
    return new Note(type, message, null);
  }
}
