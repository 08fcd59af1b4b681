package routes.turns.agent;

import java.util.List;

/**
 * What an agent knows of a turn.
 *
 * @param agentId the agent that the customer writes to
 * @param messages the turn's, the oldest first; at least one
 * @param history what was said before, the oldest first
 * @param applications the customer's own, the newest first; no agent reaches another's
 */
public record Conversation(
    String agentId,
    List<String> messages,
    List<Said> history,
    List<CustomerApplication> applications) {

  /** A message of an earlier turn; role is {@code customer} or {@code agent}. */
  public record Said(String role, String text) {}

  public Conversation {
    messages = List.copyOf(messages);
    history = List.copyOf(history);
    applications = List.copyOf(applications);
  }
}
