package routes.turns.window;

/**
 * What the agent's previous answer lets expect.
 *
 * @param awaitingField it asked for something that it needs
 * @param expectsFollowUp it expects a further question
 */
public record Hints(boolean awaitingField, boolean expectsFollowUp) {
  public static final Hints NONE = new Hints(false, false);
}
