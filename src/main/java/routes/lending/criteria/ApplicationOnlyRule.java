package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact.Flag;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/**
 * The amount up to which a lender decides on the application alone.
 *
 * <p>Above it nobody is refused: the lender wants financial statements too. So it holds up to the
 * amount, holds above it when the statements are there, and is unknown otherwise; it never fails.
 */
final class ApplicationOnlyRule implements Rule {
  private final NumberRule limit;

  ApplicationOnlyRule(NumberRule limit) {
    this.limit = limit;
  }

  @Override
  public Truth test(Facts facts) {
    return limit.test(facts) == Truth.TRUE || statementsAreThere(facts)
        ? Truth.TRUE
        : Truth.UNKNOWN;
  }

  private static boolean statementsAreThere(Facts facts) {
    return facts.get(Field.FINANCIAL_STATEMENTS) instanceof Flag flag
        && Boolean.TRUE.equals(flag.value());
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    String amount = facts.get(Field.LOAN_AMOUNT).subject();
    String shown = limit.comparedIn().show(limit.values().get(0));
    if (limit.test(facts) == Truth.TRUE) {
      return amount + " needs no financial statements, which are asked for above " + shown;
    }
    return amount
        + " is above "
        + shown
        + (truth == Truth.TRUE
            ? " and the financial statements asked for are there"
            : ": the lender asks for financial statements, and the application names none");
  }

  @Override
  public JsonNode actual(Facts facts) {
    return limit.actual(facts);
  }

  @Override
  public JsonNode expected() {
    return limit.expected();
  }

  @Override
  public @Nullable String unit() {
    return limit.unit();
  }

  @Override
  public String path() {
    return Field.FINANCIAL_STATEMENTS.path();
  }
}
