package routes.lending.application;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of an application that criteria judge, with the name that sentences give it. */
public enum Field {
  FICO_SCORE("guarantors[].fico_score", "FICO", Unit.NONE, Kind.LOWEST_OF_GUARANTORS),
  RESIDENCE_YEARS(
      "guarantors[].residence_years", "Residence", Unit.YEARS, Kind.LOWEST_OF_GUARANTORS),
  OWNERSHIP_PERCENT(
      "guarantors[].ownership_percent", "Ownership", Unit.PERCENT, Kind.SUM_OF_GUARANTORS),
  HOMEOWNER("guarantors[].homeowner", "Homeowner", Unit.NONE, Kind.FLAG_OF_GUARANTORS),
  CITIZENSHIP("guarantors[].us_citizen", "Citizenship", Unit.NONE, Kind.CITIZENSHIP),
  CDL("guarantors[].cdl", "Commercial driver's licence", Unit.NONE, Kind.FLAG_OF_GUARANTORS),
  CDL_YEARS(
      "guarantors[].cdl_years",
      "Commercial driver's licence held",
      Unit.YEARS,
      Kind.LOWEST_OF_GUARANTORS),

  PAYNET_SCORE("credit.paynet_score", "PayNet score", Unit.NONE, Kind.NUMBER),
  BANKRUPTCY("credit.bankruptcy", "Bankruptcy", Unit.NONE, Kind.FLAG),
  BANKRUPTCY_DISCHARGED_YEARS(
      "credit.bankruptcy_discharged_years", "Bankruptcy discharged", Unit.YEARS, Kind.NUMBER),
  FORECLOSURE("credit.foreclosure", "Foreclosure", Unit.NONE, Kind.FLAG),
  REPOSSESSION("credit.repossession", "Repossession", Unit.NONE, Kind.FLAG),
  JUDGEMENT("credit.judgement", "Judgement", Unit.NONE, Kind.FLAG),
  TAX_LIEN("credit.tax_lien", "Tax lien", Unit.NONE, Kind.FLAG),
  COLLECTIONS("credit.collections_past_3_years", "Collections in 3 years", Unit.NONE, Kind.NUMBER),
  COMPARABLE_CREDIT_PERCENT(
      "credit.comparable_credit_percent", "Comparable credit", Unit.PERCENT, Kind.NUMBER),
  COMPARABLE_CREDIT_AMOUNT(
      "credit.comparable_credit_amount", "Comparable credit", Unit.USD, Kind.NUMBER),
  TRADE_LINES("credit.trade_lines", "Trade lines", Unit.NONE, Kind.NUMBER),
  TRADE_HISTORY_YEARS("credit.trade_history_years", "Trade history", Unit.YEARS, Kind.NUMBER),
  REVOLVING_AVAILABLE_PERCENT(
      "credit.revolving_available_percent",
      "Revolving credit available",
      Unit.PERCENT,
      Kind.NUMBER),
  REVOLVING_AVAILABLE_AMOUNT(
      "credit.revolving_available_amount", "Revolving credit available", Unit.USD, Kind.NUMBER),

  STATE("business.state", "State", Unit.NONE, Kind.TEXT),
  INDUSTRY("business.industry", "Industry", Unit.NONE, Kind.TEXT),
  TIME_IN_BUSINESS(
      "business.time_in_business_months", "Time in business", Unit.MONTHS, Kind.NUMBER),
  INDUSTRY_EXPERIENCE(
      "business.industry_experience_months", "Industry experience", Unit.MONTHS, Kind.NUMBER),
  TIME_LICENSED("business.time_licensed_months", "Time licensed", Unit.MONTHS, Kind.NUMBER),
  ANNUAL_REVENUE("business.annual_revenue", "Annual revenue", Unit.USD, Kind.NUMBER),
  FLEET_SIZE("business.fleet_size", "Fleet size", Unit.NONE, Kind.NUMBER),
  START_UP("business.start_up", "Start-up", Unit.NONE, Kind.FLAG),

  LOAN_AMOUNT("loan.amount", "Loan amount", Unit.USD, Kind.NUMBER),
  LOAN_TERM("loan.term_months", "Loan term", Unit.MONTHS, Kind.NUMBER),
  LOAN_TYPE("loan.type", "Loan type", Unit.NONE, Kind.TEXT),
  DOWN_PAYMENT_PERCENT("loan.down_payment_percent", "Down payment", Unit.PERCENT, Kind.NUMBER),
  DOWN_PAYMENT_AMOUNT("loan.down_payment_amount", "Down payment", Unit.USD, Kind.NUMBER),
  SOFT_COSTS_PERCENT("loan.soft_costs_percent", "Soft costs", Unit.PERCENT, Kind.NUMBER),
  SOFT_COSTS_AMOUNT("loan.soft_costs_amount", "Soft costs", Unit.USD, Kind.NUMBER),
  PERSONAL_GUARANTEE("loan.personal_guarantee", "Personal guarantee", Unit.NONE, Kind.GUARANTEE),

  EQUIPMENT_TYPE("equipment.type", "Equipment", Unit.NONE, Kind.EQUIPMENT),
  INDUSTRY_OR_EQUIPMENT("business.industry", "Use", Unit.NONE, Kind.INDUSTRY_OR_EQUIPMENT),
  EQUIPMENT_AGE("equipment.age_years", "Equipment age", Unit.YEARS, Kind.NUMBER),
  EQUIPMENT_AGE_AT_TERM_END(
      "equipment.age_years",
      "Equipment age at the end of the term",
      Unit.YEARS,
      Kind.AGE_AT_TERM_END),
  EQUIPMENT_MILEAGE("equipment.mileage", "Equipment mileage", Unit.MILES, Kind.NUMBER),
  EQUIPMENT_CONDITION("equipment.condition", "Equipment condition", Unit.NONE, Kind.TEXT),
  PRIVATE_PARTY_SALE("equipment.private_party_sale", "Private party sale", Unit.NONE, Kind.FLAG),
  SALE_LEASEBACK("equipment.sale_leaseback", "Sale-leaseback", Unit.NONE, Kind.FLAG),

  BANK_STATEMENTS_MONTHS(
      "documents.bank_statements_months", "Bank statements", Unit.MONTHS, Kind.NUMBER),
  TAX_RETURNS_YEARS("documents.tax_returns_years", "Tax returns", Unit.YEARS, Kind.NUMBER),
  FINANCIAL_STATEMENTS(
      "documents.financial_statements", "Financial statements", Unit.NONE, Kind.FLAG),
  FINANCIAL_STATEMENTS_YEARS(
      "documents.financial_statements_years", "Financial statements", Unit.YEARS, Kind.NUMBER);

  private final String path;
  private final String label;
  private final Unit unit;
  private final Kind kind;

  Field(String path, String label, Unit unit, Kind kind) {
    this.path = path;
    this.label = label;
    this.unit = unit;
    this.kind = kind;
  }

  /** Where it stands in an application, such as {@code guarantors[].fico_score}. */
  public String path() {
    return path;
  }

  /** What sentences call it. */
  public String label() {
    return label;
  }

  /** What its number counts. */
  public Unit unit() {
    return unit;
  }

  /** Whether rules compare it as a number. */
  public boolean isNumber() {
    return switch (kind) {
      case NUMBER, LOWEST_OF_GUARANTORS, SUM_OF_GUARANTORS, AGE_AT_TERM_END -> true;
      default -> false;
    };
  }

  /** Whether rules ask it for yes or no. */
  public boolean isFlag() {
    return switch (kind) {
      case FLAG, FLAG_OF_GUARANTORS, GUARANTEE -> true;
      default -> false;
    };
  }

  /** Whether rules look it up in a list of texts. */
  public boolean isText() {
    return !isNumber() && !isFlag();
  }

  /** What is wrong with a number that a policy gives for it, to follow the number; or nothing. */
  public @Nullable String complaint(BigDecimal value) {
    String section = path.substring(0, path.indexOf('.'));
    Map<String, FieldRule> fields =
        section.equals("guarantors[]")
            ? ApplicationShape.GUARANTOR
            : ApplicationShape.SECTIONS.getOrDefault(section, Map.of());
    return fields.get(path.substring(path.indexOf('.') + 1)) instanceof FieldRule.Range range
        ? range.outOfBounds(value)
        : null;
  }

  Kind kind() {
    return kind;
  }

  /** How its fact is drawn from an application. */
  enum Kind {
    NUMBER,
    FLAG,
    TEXT,
    LOWEST_OF_GUARANTORS,
    SUM_OF_GUARANTORS,
    AGE_AT_TERM_END,
    FLAG_OF_GUARANTORS,
    CITIZENSHIP,
    GUARANTEE,
    EQUIPMENT,
    INDUSTRY_OR_EQUIPMENT
  }
}
