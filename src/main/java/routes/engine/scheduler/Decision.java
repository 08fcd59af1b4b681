package routes.engine.scheduler;

/** What the deciding thread does for a request; the result is the reply after the commit. */
@FunctionalInterface
interface Decision<T> {
  /** Throws {@link EngineException} before anything has changed. */
  T decide(Turn turn);
}
