package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy.
 *
 * @param type what is judged: {@code fico_score}, {@code loan_amount}, …, or a path into the
 *     application such as {@code business.fleet_size}
 * @param operator how it is compared
 * @param value a number, a text, a truth value, {@code [low, high]} for {@code between}, or a list
 *     for {@code in} and {@code not_in}
 * @param unit {@code USD}, {@code months}, {@code years}, {@code percent} or nothing
 * @param required false for a preference; absent means true
 * @param weight what it counts in the score; absent means 1
 * @param when the guard under which it applies, such as {@code start-up} or {@code loan_amount over
 *     100000}; absent means always
 * @param reason the decline reason's code; absent means the type's own
 * @param page the page of the lender's document it was read from, counted from 1
 * @param quote the lender's own words on that page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Criterion(
    String type,
    Operator operator,
    JsonNode value,
    @Nullable String unit,
    @Nullable Boolean required,
    @Nullable Integer weight,
    @Nullable String when,
    @Nullable String reason,
    @Nullable Integer page,
    @Nullable String quote) {

  /** Between the parts of a quote that do not stand one after the other. */
  public static final String BETWEEN_QUOTES = " … ";

  private static final int LONGEST_QUOTE = 1000;

  /** The same of something else. */
  public Criterion of(String otherType) {
    return new Criterion(
        otherType, operator, value, unit, required, weight, when, reason, page, quote);
  }

  /** The same with another value. */
  public Criterion valued(Operator otherOperator, JsonNode otherValue) {
    return new Criterion(
        type, otherOperator, otherValue, unit, required, weight, when, reason, page, quote);
  }

  /**
   * This and another as one, of another value: its quote has the words of both, with {@code …}
   * between them, where both stand on one page.
   */
  public Criterion joined(Criterion other, Operator otherOperator, JsonNode otherValue) {
    return new Criterion(
        type,
        otherOperator,
        otherValue,
        unit,
        required,
        weight,
        when,
        reason,
        page,
        quoteWith(other));
  }

  private @Nullable String quoteWith(Criterion other) {
    if (quote == null
        || other.quote == null
        || !Objects.equals(page, other.page)
        || quote.contains(other.quote)
        || quote.length() + other.quote.length() > LONGEST_QUOTE) {
      return quote;
    }
    return other.quote.contains(quote) ? other.quote : quote + BETWEEN_QUOTES + other.quote;
  }

  /** The same under a guard. */
  public Criterion under(String guard) {
    return new Criterion(type, operator, value, unit, required, weight, guard, reason, page, quote);
  }

  /** Whether this demands what the other demands, wherever either of them is written. */
  public boolean saysTheSame(Criterion other) {
    return isAbout(other) && value.equals(other.value) && Objects.equals(unit, other.unit);
  }

  /** Whether this and the other bound the same thing in the same way under the same condition. */
  public boolean isAbout(Criterion other) {
    return type.equals(other.type)
        && operator == other.operator
        && Objects.equals(when, other.when)
        && Objects.equals(required, other.required);
  }
}
