package routes.engine.model;

import java.util.List;

/** One task's step from one state to the next, with what its timeline says about it. */
public record Transition(Task before, Task after, List<Note> notes) {
  public boolean has(TaskEventType type) {
    for (Note note : notes) {
      if (note.type() == type) {
        return true;
      }
    }
    return false;
  }
}
