package routes.lending.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a criterion applies.
 *
 * @param text the policy's words; absent for a criterion that always applies
 * @param condition what must hold; absent when the words are not understood
 * @param windowMonths the months back from now that the criterion speaks of; absent for all time
 */
public record Guard(
    @Nullable String text, @Nullable Condition condition, @Nullable Integer windowMonths) {

  /** Applies to every application. */
  public static final Guard ALWAYS = new Guard(null, new Condition.All(List.of()), null);

  /** Whether its words are understood. */
  public boolean understood() {
    return condition != null;
  }
}
