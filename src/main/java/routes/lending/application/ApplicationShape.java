package routes.lending.application;

import java.util.LinkedHashMap;
import java.util.Map;
import routes.lending.application.FieldRule.Flag;
import routes.lending.application.FieldRule.Range;
import routes.lending.application.FieldRule.Text;

/** The fields an application is known to have, by section, in the order problems are told. */
final class ApplicationShape {
  static final int MAX_GUARANTORS = 50;
  static final String GUARANTORS = "guarantors";

  private static final FieldRule TEXT = new Text(500);
  private static final FieldRule FLAG = new Flag();
  private static final FieldRule MONTHS = Range.of("0", "2400", 0);
  private static final FieldRule YEARS = Range.of("0", "200", 2);
  private static final FieldRule PERCENT = Range.of("0", "100", 4);
  private static final FieldRule MONEY = Range.of("0", "1000000000000", 2);
  private static final FieldRule COUNT = Range.of("0", "1000000", 0);

  static final FieldRule REFERENCE_ID = new Text(200);

  static final Map<String, Map<String, FieldRule>> SECTIONS = sections();

  static final Map<String, FieldRule> GUARANTOR =
      fields(
          "name", TEXT,
          "email", TEXT,
          "fico_score", Range.of("300", "850", 0),
          "us_citizen", FLAG,
          "homeowner", FLAG,
          "ownership_percent", PERCENT,
          "residence_years", YEARS,
          "cdl", FLAG,
          "cdl_years", YEARS);

  private ApplicationShape() {}

  private static Map<String, Map<String, FieldRule>> sections() {
    Map<String, Map<String, FieldRule>> sections = new LinkedHashMap<>();
    sections.put("applicant", fields("name", TEXT, "email", TEXT, "phone", TEXT));
    sections.put(
        "business",
        fields(
            "legal_name", TEXT,
            "state", TEXT,
            "industry", TEXT,
            "time_in_business_months", MONTHS,
            "industry_experience_months", MONTHS,
            "time_licensed_months", MONTHS,
            "annual_revenue", MONEY,
            "fleet_size", COUNT,
            "start_up", FLAG));
    sections.put(
        "credit",
        fields(
            "paynet_score", Range.of("1", "999", 0),
            "bankruptcy", FLAG,
            "bankruptcy_discharged_years", YEARS,
            "foreclosure", FLAG,
            "repossession", FLAG,
            "judgement", FLAG,
            "tax_lien", FLAG,
            "collections_past_3_years", COUNT,
            "comparable_credit_percent", Range.of("0", "100000", 4),
            "comparable_credit_amount", MONEY,
            "trade_history_years", YEARS,
            "trade_lines", COUNT,
            "revolving_available_percent", PERCENT,
            "revolving_available_amount", MONEY));
    sections.put(
        "loan",
        fields(
            "amount", Range.of("0.01", "1000000000000", 2),
            "term_months", Range.of("1", "600", 0),
            "down_payment_percent", PERCENT,
            "down_payment_amount", MONEY,
            "soft_costs_percent", PERCENT,
            "soft_costs_amount", MONEY,
            "personal_guarantee", FLAG,
            "type", TEXT));
    sections.put(
        "equipment",
        fields(
            "type", TEXT,
            "category", TEXT,
            "age_years", YEARS,
            "mileage", Range.of("0", "10000000", 0),
            "condition", TEXT,
            "private_party_sale", FLAG,
            "sale_leaseback", FLAG));
    sections.put(
        "documents",
        fields(
            "bank_statements_months", MONTHS,
            "tax_returns_years", YEARS,
            "financial_statements", FLAG,
            "financial_statements_years", YEARS));
    return sections;
  }

  private static Map<String, FieldRule> fields(Object... namesAndRules) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndRules.length; i += 2) {
      fields.put((String) namesAndRules[i], (FieldRule) namesAndRules[i + 1]);
    }
    return fields;
  }
}
