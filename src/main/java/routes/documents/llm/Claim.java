package routes.documents.llm;

import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Rate;

/**
 * A rule or a rate that a model says it has read.
 *
 * @param program the program it names; absent for all programs
 * @param criterion the rule, if it is one
 * @param rate the rate, if it is one
 */
record Claim(@Nullable String program, @Nullable Criterion criterion, @Nullable Rate rate) {

  @Nullable Integer page() {
    return criterion != null ? criterion.page() : rate == null ? null : rate.page();
  }

  @Nullable String quote() {
    return criterion != null ? criterion.quote() : rate == null ? null : rate.quote();
  }

  String type() {
    return criterion != null ? criterion.type() : "rate";
  }
}
