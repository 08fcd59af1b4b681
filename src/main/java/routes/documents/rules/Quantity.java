package routes.documents.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/**
 * A number or a range in a sentence.
 *
 * @param low the number, or the lower end
 * @param high the upper end of a range
 * @param unit what it counts
 * @param bound what the words next to it say: at least, at most, more than, less than
 * @param start where it starts in the sentence, the words of its bound included
 * @param end where it ends
 */
record Quantity(
    BigDecimal low,
    @Nullable BigDecimal high,
    Unit unit,
    @Nullable Operator bound,
    int start,
    int end) {

  Quantity in(Unit other) {
    return new Quantity(low, high, other, bound, start, end);
  }
}
