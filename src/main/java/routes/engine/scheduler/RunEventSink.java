package routes.engine.scheduler;

/** Follows runs. Never blocks. */
@FunctionalInterface
public interface RunEventSink {
  void accept(RunEvent event);
}
