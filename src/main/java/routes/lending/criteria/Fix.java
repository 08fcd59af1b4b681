package routes.lending.criteria;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Num;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/**
 * The smallest change of one field that makes a rule hold, or stop holding.
 *
 * @param field what to change
 * @param to what it would have to be
 * @param cost how far that is from what it is: 0 for nothing, near 1 for everything
 */
public record Fix(Field field, Fact to, double cost) {
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  /** Ways to make a rule hold that does not; none for what nobody can change. */
  public static List<Fix> of(Rule rule, Facts facts) {
    if (rule instanceof NumberRule numbers) {
      return toHold(numbers, facts);
    }
    if (rule instanceof HistoryRule history && history.since() != null) {
      return toHold(history.since(), facts);
    }
    if (rule instanceof FlagRule flag && isChoice(flag.field())) {
      return List.of(new Fix(flag.field(), Facts.stated(flag.field(), flag.wanted()), 0.5));
    }
    return List.of();
  }

  /** Ways to make a condition not hold that does, so that the rule behind it does not apply. */
  public static List<Fix> against(Condition condition, Facts facts) {
    if (condition instanceof Condition.Holds holds) {
      return against(holds.rule(), facts);
    }
    if (condition instanceof Condition.All all) {
      return all.conditions().stream().flatMap(one -> against(one, facts).stream()).toList();
    }
    return List.of();
  }

  private static List<Fix> against(Rule rule, Facts facts) {
    if (!(rule instanceof NumberRule numbers) || numbers.values().isEmpty()) {
      return List.of();
    }
    BigDecimal low = numbers.values().get(0);
    BigDecimal high = numbers.values().get(numbers.values().size() - 1);
    return switch (numbers.operator()) {
      case GTE -> fixes(numbers, facts, below(low));
      case GT -> fixes(numbers, facts, low);
      case LTE -> fixes(numbers, facts, above(low));
      case LT -> fixes(numbers, facts, low);
      case BETWEEN -> fixes(numbers, facts, below(low), above(high));
      default -> List.of();
    };
  }

  private static List<Fix> toHold(NumberRule rule, Facts facts) {
    BigDecimal low = rule.values().get(0);
    BigDecimal high = rule.values().get(rule.values().size() - 1);
    return switch (rule.operator()) {
      case GTE, LTE, EQ -> fixes(rule, facts, low);
      case GT -> fixes(rule, facts, above(low));
      case LT -> fixes(rule, facts, below(low));
      case BETWEEN -> fixes(rule, facts, low, high);
      case IN -> fixes(rule, facts, rule.values().toArray(BigDecimal[]::new));
      default -> List.of();
    };
  }

  private static BigDecimal above(BigDecimal bound) {
    return bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
  }

  private static BigDecimal below(BigDecimal bound) {
    return bound.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
  }

  /** The nearest of some values that the field can have. */
  private static List<Fix> fixes(NumberRule rule, Facts facts, BigDecimal... targets) {
    if (!(facts.get(rule.field()) instanceof Num actual)) {
      return List.of();
    }
    BigDecimal from = actual.json().decimalValue();
    List<Fix> fixes = new ArrayList<>();
    for (BigDecimal target : targets) {
      BigDecimal to = inFieldUnit(rule, target, from);
      if (rule.field().complaint(to) == null) {
        fixes.add(new Fix(rule.field(), Facts.stated(rule.field(), to), cost(from, to)));
      }
    }
    Fix nearest = null;
    for (Fix fix : fixes) {
      nearest = nearest == null || fix.cost() < nearest.cost() ? fix : nearest;
    }
    return nearest == null ? List.of() : List.of(nearest);
  }

  /** Months become years with two decimals, rounded away from what there is, so that they do. */
  private static BigDecimal inFieldUnit(
      NumberRule rule, BigDecimal target, @Nullable BigDecimal from) {
    if (!rule.comparesYearsAsMonths()) {
      return target;
    }
    boolean raise = from.multiply(TWELVE).compareTo(target) < 0;
    return target.divide(TWELVE, 2, raise ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  private static double cost(BigDecimal from, BigDecimal to) {
    double distance = from.subtract(to).abs().doubleValue();
    double size = Math.max(from.abs().max(to.abs()).doubleValue(), 1);
    return distance / size;
  }

  /** What an applicant can simply do otherwise. */
  private static boolean isChoice(Field field) {
    return switch (field) {
      case PRIVATE_PARTY_SALE, SALE_LEASEBACK, PERSONAL_GUARANTEE, FINANCIAL_STATEMENTS -> true;
      default -> false;
    };
  }
}
