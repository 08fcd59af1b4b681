package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import routes.engine.model.Condition;

/** Tasks that wait for an event. */
final class EventWaits {
  private record Key(UUID tenantId, String eventKey) {}

  private record Wait(ActiveTask task, int index, Condition condition) {}

  private final Parts parts;
  private final Map<Key, List<Wait>> waits = new HashMap<>();

  EventWaits(Parts parts) {
    this.parts = parts;
  }

  void add(ActiveTask task, int index, Condition condition) {
    waits
        .computeIfAbsent(key(task, condition), key -> new ArrayList<>())
        .add(new Wait(task, index, condition));
  }

  void forget(ActiveTask task) {
    for (Condition condition : task.definition().conditions()) {
      if (condition.kind() == Condition.Kind.EVENT) {
        Key key = key(task, condition);
        List<Wait> list = waits.get(key);
        if (list != null) {
          list.removeIf(wait -> wait.task() == task);
          if (list.isEmpty()) {
            waits.remove(key);
          }
        }
      }
    }
  }

  void event(Turn turn, PushedEvent event, UUID eventId, UUID tenantId) {
    List<Wait> list = waits.get(new Key(tenantId, event.key()));
    if (list == null) {
      return;
    }
    for (Wait wait : List.copyOf(list)) {
      Condition condition = wait.condition();
      boolean inScope = condition.scope() == null || condition.scope().equals(event.scope());
      if (inScope
          && parts.evaluations.event(
              condition.expression(),
              event.payload(),
              event.metadata(),
              event.key(),
              eventId,
              "{}")) {
        ActiveRun run = wait.task().run;
        parts.runs.apply(
            turn,
            run,
            parts.machine.match(
                run.run(), wait.task().ordinal, wait.index(), event.payload(), turn.now()));
      }
    }
  }

  private static Key key(ActiveTask task, Condition condition) {
    return new Key(task.run.run().header().tenantId(), condition.subject());
  }
}
