package routes.hatchet.client;

/** Hears what happens in runs, one event after the other for each stream. */
public interface RunEventListener {

  /** Something happened. The engine's stream is held back until this returns. */
  void happened(RunEvent event);

  /** A run cannot be followed, such as one that the engine does not know. */
  void failed(HatchetException failure);
}
