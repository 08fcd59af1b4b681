package routes.turns.agent;

/** Answers a turn; a bean by the name that settings give it. Thread-safe. */
public interface TurnAgent {

  /** The answer to the turn's messages. It may be asked again for the same turn. */
  Reply answer(Conversation conversation);
}
