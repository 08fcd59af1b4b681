package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact.Flag;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/**
 * Wants no such event, or none since so long.
 *
 * <p>No event at all passes. Where the application says how long ago it was, that is compared;
 * where it only says that there was one, the answer is unknown.
 */
final class HistoryRule implements Rule {
  private final FlagRule none;
  private final @Nullable NumberRule since;
  private final JsonNode expected;
  private final @Nullable String unit;
  private final String wanted;

  /**
   * Makes the rule.
   *
   * @param since compares the time since the event; absent where the application never says it
   * @param expected what results show as wanted
   * @param wanted the time, for the sentence
   */
  HistoryRule(
      Field event,
      @Nullable NumberRule since,
      JsonNode expected,
      @Nullable String unit,
      String wanted) {
    this.none = new FlagRule(event, false);
    this.since = since;
    this.expected = expected;
    this.unit = unit;
    this.wanted = wanted;
  }

  @Override
  public Truth test(Facts facts) {
    if (none.test(facts) == Truth.TRUE) {
      return Truth.TRUE;
    }
    return since == null ? Truth.UNKNOWN : since.test(facts);
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    if (none.test(facts) == Truth.TRUE) {
      return facts.get(none.field()).subject() + ", as required";
    }
    if (since != null && facts.get(since.field()).json().isNumber()) {
      return since.explain(facts, truth);
    }
    String label = facts.get(none.field()).subject();
    return facts.get(none.field()) instanceof Flag
        ? label + ", and the application does not say when; at least " + wanted + " ago is required"
        : label + "; none in the past " + wanted + " is required";
  }

  @Override
  public JsonNode actual(Facts facts) {
    return since != null && facts.get(since.field()).json().isNumber()
        ? since.actual(facts)
        : facts.get(none.field()).json();
  }

  @Override
  public JsonNode expected() {
    return expected;
  }

  @Override
  public @Nullable String unit() {
    return unit;
  }

  /** What compares the time since the event; absent where the application never says it. */
  @Nullable NumberRule since() {
    return since;
  }

  @Override
  public String path() {
    return none.path();
  }
}
