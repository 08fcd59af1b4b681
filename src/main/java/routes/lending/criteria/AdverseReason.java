package routes.lending.criteria;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant is told when credit is declined.
 *
 * <p>The numbers are those of the reasons for denial in HMDA reports; those without one are reasons
 * of business lending, which such reports count under 9, other.
 */
public enum AdverseReason {
  DEBT_TO_INCOME(1, "Income is too low for the debts to be paid."),
  EMPLOYMENT(2, "The employment history does not meet our requirements."),
  CREDIT_HISTORY(3, "The credit history does not meet our requirements."),
  COLLATERAL(4, "The equipment or its terms of sale are not what we finance."),
  INSUFFICIENT_CASH(5, "The down payment is smaller than we require."),
  UNVERIFIABLE(6, "Information could not be verified."),
  INCOMPLETE(7, "The application is incomplete."),
  MORTGAGE_INSURANCE(8, "Mortgage insurance was denied."),
  OTHER(9, "The application does not meet a requirement of our credit policy."),

  GUARANTOR_CREDIT(3, "The personal credit score of a guarantor is below our minimum."),
  BUSINESS_CREDIT(3, "The credit score of the business is below our minimum."),
  BANKRUPTCY(3, "There is a bankruptcy, or one too recent for us."),
  FORECLOSURE(3, "There is a foreclosure or a repossession on record."),
  JUDGEMENT(3, "There is a judgement or a tax lien on record."),
  DELINQUENCY(3, "There are collections or overdue obligations on record."),
  CREDIT_EXPERIENCE(3, "Past credit of a comparable size or length is too little."),
  REVOLVING(3, "Too much of the available revolving credit is in use."),
  DOCUMENTS(7, "Documents that we require are missing."),
  TIME_IN_BUSINESS(null, "The business has not been operating long enough."),
  INDUSTRY_EXPERIENCE(null, "Experience or licensing in the industry is too short."),
  REVENUE(null, "The revenue of the business is too low."),
  BUSINESS_SIZE(null, "The size of the business is not what we finance."),
  AMOUNT(null, "The amount asked for is outside of what we lend."),
  TERM(null, "The term asked for is outside of what we offer."),
  CREDIT_TYPE(null, "We do not offer the type of credit asked for."),
  INDUSTRY(null, "We do not finance this industry or equipment."),
  AREA(null, "We do not lend in this state."),
  RESIDENCY(null, "The residency status of a guarantor does not meet our requirements."),
  RESIDENCE(null, "A guarantor has not lived long enough at the present address."),
  HOMEOWNERSHIP(null, "A guarantor does not own a home, which we require."),
  GUARANTEE(null, "The personal guarantee does not meet our requirements.");

  private static final int HMDA_OTHER = 9;

  private final @Nullable Integer hmda;
  private final String wording;

  AdverseReason(@Nullable Integer hmda, String wording) {
    this.hmda = hmda;
    this.wording = wording;
  }

  /** The code in policies and results, such as {@code time_in_business}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number it is reported under in HMDA's list. */
  public int hmda() {
    return hmda == null ? HMDA_OTHER : hmda;
  }

  /** The sentence for the applicant. */
  public String wording() {
    return wording;
  }

  /** The reason with a code; absent if none has it. */
  public static @Nullable AdverseReason of(String code) {
    for (AdverseReason reason : values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    return null;
  }
}
