package routes.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a workflow with its tasks, in the order of the definition.
 *
 * @param admitted false while the run waits for its workflow's concurrency slot
 */
public record Run(RunHeader header, boolean admitted, List<Task> tasks) {

  public static Run created(RunHeader header, boolean admitted, long firstNumber) {
    int size = header.version().definition().tasks().size();
    List<Task> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      UUID id = size == 1 ? header.id() : Ids.task(header.id(), i);
      tasks.add(Task.created(id, i, firstNumber + i));
    }
    return new Run(header, admitted, List.copyOf(tasks));
  }

  public UUID id() {
    return header.id();
  }

  public TaskDefinition definition(int ordinal) {
    return header.version().definition().tasks().get(ordinal);
  }

  public boolean isFinished() {
    for (Task task : tasks) {
      if (!task.isTerminal()) {
        return false;
      }
    }
    return true;
  }

  public RunStatus status() {
    return RunStatus.of(tasks);
  }

  /** The task with this id, or the only task. */
  public @Nullable Task task(UUID id) {
    if (tasks.size() == 1) {
      return tasks.get(0).id().equals(id) ? tasks.get(0) : null;
    }
    int ordinal = Ids.ordinalOf(id);
    return ordinal >= 0 && ordinal < tasks.size() && tasks.get(ordinal).id().equals(id)
        ? tasks.get(ordinal)
        : null;
  }
}
