package routes.hatchet.client;

/** What became of an attempt that was given to a runner. */
public enum Disposition {
  /** The output was accepted by the engine. */
  COMPLETED,
  /** The failure was accepted by the engine. */
  FAILED,
  /** The engine cancelled it; nothing was reported. */
  CANCELLED,
  /** Its time was over; nothing was reported, as the engine counts the same time. */
  TIMED_OUT,
  /** A newer attempt, or the same one a second time: it was not run, or its outcome was dropped. */
  STALE,
  /** Somebody else runs and reports it. */
  HANDED_OVER,
  /** The outcome could not be reported before the process ended. */
  UNREPORTED
}
