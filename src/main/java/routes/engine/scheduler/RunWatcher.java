package routes.engine.scheduler;

import routes.engine.model.Run;

/** Waits for runs to finish. Never blocks. */
@FunctionalInterface
public interface RunWatcher {
  void finished(Run run);
}
