package routes.lending.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact.Missing;
import routes.lending.application.Fact.Num;

/**
 * Figures that follow from an application, for people to see; policies judge the application
 * itself. What does not follow is absent, never guessed.
 *
 * @param guarantors how many there are
 * @param lowestFicoScore the lowest score; absent when a guarantor gives none
 * @param yearsInBusiness to one decimal, rounded down
 * @param loanToRevenuePercent the amount as a share of a year's revenue, to one decimal
 * @param principalPerMonth the amount over the term in USD, to the cent
 * @param downPaymentAmount in USD
 * @param financedAmount the amount less the down payment, in USD
 * @param equipmentAgeAtEndYears the equipment's age when the term ends, to one decimal
 * @param notStated fields that policies can ask for and the application does not give, as paths
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Features(
    int guarantors,
    @Nullable BigDecimal lowestFicoScore,
    @Nullable BigDecimal yearsInBusiness,
    @Nullable BigDecimal loanToRevenuePercent,
    @Nullable BigDecimal principalPerMonth,
    @Nullable BigDecimal downPaymentAmount,
    @Nullable BigDecimal financedAmount,
    @Nullable BigDecimal equipmentAgeAtEndYears,
    List<String> notStated) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  /** The figures of an application. */
  public static Features of(LoanApplication application) {
    Facts facts = application.facts();
    BigDecimal amount = application.loanAmount();
    BigDecimal revenue = number(facts, Field.ANNUAL_REVENUE);
    BigDecimal term = number(facts, Field.LOAN_TERM);
    BigDecimal business = number(facts, Field.TIME_IN_BUSINESS);
    BigDecimal down = downPayment(facts, amount);
    BigDecimal age = number(facts, Field.EQUIPMENT_AGE);
    return new Features(
        application.snapshot().path("guarantors").size(),
        number(facts, Field.FICO_SCORE),
        business == null ? null : business.divide(MONTHS, 1, RoundingMode.DOWN),
        over(amount.multiply(HUNDRED), revenue, 1),
        over(amount, term, 2),
        down,
        down == null ? null : amount.subtract(down),
        age == null || term == null
            ? null
            : age.add(term.divide(MONTHS, 4, RoundingMode.HALF_UP))
                .setScale(1, RoundingMode.HALF_UP),
        Arrays.stream(Field.values())
            .filter(field -> facts.get(field) instanceof Missing missing && !missing.none())
            .map(Field::path)
            .distinct()
            .sorted()
            .toList());
  }

  /** A number that is known exactly. */
  private static @Nullable BigDecimal number(Facts facts, Field field) {
    return facts.get(field) instanceof Num number
            && number.low() != null
            && number.high() != null
            && number.low().compareTo(number.high()) == 0
        ? number.low()
        : null;
  }

  private static @Nullable BigDecimal downPayment(Facts facts, BigDecimal amount) {
    BigDecimal stated = number(facts, Field.DOWN_PAYMENT_AMOUNT);
    BigDecimal percent = number(facts, Field.DOWN_PAYMENT_PERCENT);
    if (stated != null || percent == null) {
      return stated;
    }
    return amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal over(
      BigDecimal dividend, @Nullable BigDecimal divisor, int scale) {
    return divisor == null || divisor.signum() <= 0
        ? null
        : dividend.divide(divisor, scale, RoundingMode.HALF_UP);
  }
}
