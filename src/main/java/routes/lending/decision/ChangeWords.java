package routes.lending.decision;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Flag;
import routes.lending.application.Fact.Num;
import routes.lending.application.Field;

/** Says what an applicant would have to do otherwise. */
final class ChangeWords {
  private ChangeWords() {}

  /** One change as a clause: {@code raise FICO from 655 to 660}. */
  static String of(Field field, Fact from, Fact to) {
    if (to instanceof Flag flag) {
      String want = Boolean.TRUE.equals(flag.value()) ? "yes" : "no";
      return "make it " + label(field) + ": " + want;
    }
    if (!(from instanceof Num && to instanceof Num)) {
      return "change the " + label(field);
    }
    BigDecimal before = from.json().decimalValue();
    BigDecimal after = to.json().decimalValue();
    boolean raise = after.compareTo(before) > 0;
    String shown = field.unit().show(after);
    return switch (field) {
      case LOAN_AMOUNT -> "ask for " + shown + (raise ? " or more" : " or less");
      case LOAN_TERM -> "ask for a term of " + shown + (raise ? " or more" : " or less");
      case TIME_IN_BUSINESS,
          INDUSTRY_EXPERIENCE,
          TIME_LICENSED,
          BANKRUPTCY_DISCHARGED_YEARS,
          RESIDENCE_YEARS,
          CDL_YEARS,
          TRADE_HISTORY_YEARS ->
          raise
              ? "wait %s, until %s is %s"
                  .formatted(field.unit().show(after.subtract(before)), label(field), shown)
              : step(field, before, shown, false);
      default -> step(field, before, shown, raise);
    };
  }

  private static String step(Field field, BigDecimal before, String shown, boolean raise) {
    return "%s %s from %s to %s"
        .formatted(raise ? "raise" : "lower", label(field), field.unit().show(before), shown);
  }

  private static String label(Field field) {
    String label = field.label();
    boolean name = label.startsWith("FICO") || label.startsWith("PayNet");
    return name ? label : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }

  /** All clauses as one sentence. */
  static String sentence(List<String> clauses) {
    String joined = String.join(" and ", clauses);
    return joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1) + ".";
  }
}
