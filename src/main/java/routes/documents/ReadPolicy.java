package routes.documents;

import java.util.List;
import routes.lending.policy.Policy;

/**
 * What was read from a lender's guideline.
 *
 * @param policy the rules, each with page and quote
 * @param unread what was not understood, and is therefore no part of the policy
 */
public record ReadPolicy(Policy policy, List<UnreadLine> unread) {

  public ReadPolicy {
    unread = List.copyOf(unread);
  }
}
