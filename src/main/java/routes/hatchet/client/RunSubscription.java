package routes.hatchet.client;

/** Follows runs until it is closed. */
public interface RunSubscription extends AutoCloseable {

  /** Whether everything that was to follow has ended. */
  boolean ended();

  /** Hears no more; the runs are not touched. */
  @Override
  void close();
}
