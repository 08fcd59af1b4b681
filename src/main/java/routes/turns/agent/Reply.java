package routes.turns.agent;

/**
 * What an agent says.
 *
 * @param text for the customer, never empty
 * @param awaitingField whether it has asked for something that it needs
 * @param expectsFollowUp whether a further question is likely
 */
public record Reply(String text, boolean awaitingField, boolean expectsFollowUp) {}
