package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Num;
import routes.lending.application.Facts;

/**
 * Compares a count of events over another time than the application counts them for.
 *
 * <p>A longer time may hold more of them, a shorter one fewer; none in the longer is none in the
 * shorter.
 */
final class WindowedCountRule implements Rule {
  private final NumberRule count;
  private final boolean longer;

  WindowedCountRule(NumberRule count, boolean longer) {
    this.count = count;
    this.longer = longer;
  }

  private Fact seen(Facts facts) {
    Fact fact = facts.get(count.field());
    if (!(fact instanceof Num number)) {
      return fact;
    }
    return longer
        ? new Num(number.low(), null, number.json(), number.subject())
        : new Num(BigDecimal.ZERO, number.high(), number.json(), number.subject());
  }

  @Override
  public Truth test(Facts facts) {
    return seen(facts) instanceof Num number ? count.test(number) : Truth.UNKNOWN;
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    return seen(facts) instanceof Num number
        ? count.explain(number, truth)
        : count.explain(facts, truth);
  }

  @Override
  public JsonNode actual(Facts facts) {
    return count.actual(facts);
  }

  @Override
  public JsonNode expected() {
    return count.expected();
  }

  @Override
  public @Nullable String unit() {
    return null;
  }

  @Override
  public String path() {
    return count.path();
  }
}
