package routes.lending.criteria;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Field;

/** The types of criterion that have a name; any other field is named by its path. */
public enum CriterionType {
  FICO_SCORE(AdverseReason.GUARANTOR_CREDIT, Field.FICO_SCORE),
  PAYNET_SCORE(AdverseReason.BUSINESS_CREDIT, Field.PAYNET_SCORE),
  TIME_IN_BUSINESS(AdverseReason.TIME_IN_BUSINESS, Field.TIME_IN_BUSINESS),
  INDUSTRY_EXPERIENCE(AdverseReason.INDUSTRY_EXPERIENCE, Field.INDUSTRY_EXPERIENCE),
  TIME_LICENSED(AdverseReason.INDUSTRY_EXPERIENCE, Field.TIME_LICENSED),
  START_UP(AdverseReason.TIME_IN_BUSINESS, Field.START_UP),
  ANNUAL_REVENUE(AdverseReason.REVENUE, Field.ANNUAL_REVENUE),
  LOAN_AMOUNT(AdverseReason.AMOUNT, Field.LOAN_AMOUNT),
  LOAN_TERM(AdverseReason.TERM, Field.LOAN_TERM),
  LOAN_TYPE(AdverseReason.CREDIT_TYPE, Field.LOAN_TYPE),
  APPLICATION_ONLY(AdverseReason.DOCUMENTS, Field.LOAN_AMOUNT),
  DOWN_PAYMENT(
      AdverseReason.INSUFFICIENT_CASH, Field.DOWN_PAYMENT_PERCENT, Field.DOWN_PAYMENT_AMOUNT),
  SOFT_COSTS(AdverseReason.COLLATERAL, Field.SOFT_COSTS_PERCENT, Field.SOFT_COSTS_AMOUNT),
  PERSONAL_GUARANTEE(AdverseReason.GUARANTEE, Field.PERSONAL_GUARANTEE),
  EQUIPMENT_AGE(AdverseReason.COLLATERAL, Field.EQUIPMENT_AGE),
  EQUIPMENT_AGE_AT_TERM_END(AdverseReason.COLLATERAL, Field.EQUIPMENT_AGE_AT_TERM_END),
  EQUIPMENT_MILEAGE(AdverseReason.COLLATERAL, Field.EQUIPMENT_MILEAGE),
  EQUIPMENT_TYPE(AdverseReason.COLLATERAL, Field.EQUIPMENT_TYPE),
  EQUIPMENT_CONDITION(AdverseReason.COLLATERAL, Field.EQUIPMENT_CONDITION),
  PRIVATE_PARTY_SALE(AdverseReason.COLLATERAL, Field.PRIVATE_PARTY_SALE),
  SALE_LEASEBACK(AdverseReason.CREDIT_TYPE, Field.SALE_LEASEBACK),
  INDUSTRY(AdverseReason.INDUSTRY, Field.INDUSTRY),
  INDUSTRY_OR_EQUIPMENT(AdverseReason.INDUSTRY, Field.INDUSTRY_OR_EQUIPMENT),
  STATE(AdverseReason.AREA, Field.STATE),
  CITIZENSHIP(AdverseReason.RESIDENCY, Field.CITIZENSHIP),
  HOMEOWNERSHIP(AdverseReason.HOMEOWNERSHIP, Field.HOMEOWNER),
  RESIDENCE_YEARS(AdverseReason.RESIDENCE, Field.RESIDENCE_YEARS),
  OWNERSHIP(AdverseReason.GUARANTEE, Field.OWNERSHIP_PERCENT),
  CDL(AdverseReason.INDUSTRY_EXPERIENCE, Field.CDL, Field.CDL_YEARS),
  BANKRUPTCY(AdverseReason.BANKRUPTCY, Field.BANKRUPTCY, Field.BANKRUPTCY_DISCHARGED_YEARS),
  FORECLOSURE(AdverseReason.FORECLOSURE, Field.FORECLOSURE),
  REPOSSESSION(AdverseReason.FORECLOSURE, Field.REPOSSESSION),
  JUDGEMENT(AdverseReason.JUDGEMENT, Field.JUDGEMENT),
  TAX_LIEN(AdverseReason.JUDGEMENT, Field.TAX_LIEN),
  COLLECTIONS(AdverseReason.DELINQUENCY, Field.COLLECTIONS),
  COMPARABLE_CREDIT(
      AdverseReason.CREDIT_EXPERIENCE,
      Field.COMPARABLE_CREDIT_PERCENT,
      Field.COMPARABLE_CREDIT_AMOUNT),
  TRADE_LINES(AdverseReason.CREDIT_EXPERIENCE, Field.TRADE_LINES, Field.TRADE_HISTORY_YEARS),
  REVOLVING_AVAILABLE(
      AdverseReason.REVOLVING, Field.REVOLVING_AVAILABLE_PERCENT, Field.REVOLVING_AVAILABLE_AMOUNT),
  FLEET_SIZE(AdverseReason.BUSINESS_SIZE, Field.FLEET_SIZE),
  BANK_STATEMENTS(AdverseReason.DOCUMENTS, Field.BANK_STATEMENTS_MONTHS),
  TAX_RETURNS(AdverseReason.DOCUMENTS, Field.TAX_RETURNS_YEARS),
  FINANCIAL_STATEMENTS(
      AdverseReason.DOCUMENTS, Field.FINANCIAL_STATEMENTS, Field.FINANCIAL_STATEMENTS_YEARS);

  private static final Pattern PATH =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_-]{0,63}(\\[\\d{0,4}])?"
              + "(\\.[A-Za-z_][A-Za-z0-9_-]{0,63}(\\[\\d{0,4}])?){1,9}");

  private static final Map<String, CriterionType> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(CriterionType::id, Function.identity()));

  private final AdverseReason reason;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Field> fields;

  CriterionType(AdverseReason reason, Field... fields) {
    this.reason = reason;
    this.fields = List.of(fields);
  }

  /** The name in a policy document, such as {@code fico_score}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why an applicant is told no when it fails, unless the policy says otherwise. */
  public AdverseReason reason() {
    return reason;
  }

  /** The fields it can judge; which one, the operator and the unit decide. */
  public List<Field> fields() {
    return fields;
  }

  /** The type of a name in a policy document; absent if none has it. */
  public static @Nullable CriterionType of(String id) {
    return BY_ID.get(id);
  }

  /** All names, in the order of the types. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(CriterionType::id).toList();
  }

  /** Whether a name is a path into the application, such as {@code business.fleet_size}. */
  public static boolean isPath(String id) {
    return PATH.matcher(id).matches();
  }

  /** Whether it asks for something in the past that may be long ago. */
  boolean isHistory() {
    return switch (this) {
      case BANKRUPTCY, FORECLOSURE, REPOSSESSION, JUDGEMENT, TAX_LIEN -> true;
      default -> false;
    };
  }
}
