package routes.engine.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import routes.engine.store.Changes;
import routes.engine.store.Committer;

/**
 * The decisions taken together: their time, what they change, and what is to happen once that is
 * durable.
 */
final class Turn {
  private final Instant now;
  private final Changes changes = new Changes();
  private final List<Runnable> effects = new ArrayList<>();

  Turn(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  Changes changes() {
    return changes;
  }

  /** After the commit, in the order of the calls. */
  void afterCommit(Runnable effect) {
    effects.add(effect);
  }

  Committer.Group group() {
    return new Committer.Group(changes, effects);
  }
}
