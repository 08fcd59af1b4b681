package routes.documents.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;
import routes.lending.policy.Rate;

/**
 * Reads what a model answered. Whatever has not the form that was asked for is dropped: unknown
 * keys, facts of unknown types, values of the wrong kind.
 */
final class ModelAnswer {

  static final Set<String> TYPES =
      Set.of(
          "fico_score",
          "paynet_score",
          "time_in_business",
          "industry_experience",
          "time_licensed",
          "annual_revenue",
          "loan_amount",
          "loan_term",
          "application_only",
          "down_payment",
          "soft_costs",
          "equipment_age",
          "equipment_age_at_term_end",
          "equipment_mileage",
          "equipment_type",
          "industry",
          "industry_or_equipment",
          "state",
          "citizenship",
          "homeownership",
          "residence_years",
          "bankruptcy",
          "foreclosure",
          "repossession",
          "judgement",
          "tax_lien",
          "collections",
          "comparable_credit",
          "trade_lines",
          "revolving_available",
          "fleet_size",
          "cdl",
          "private_party_sale",
          "sale_leaseback",
          "start_up",
          "personal_guarantee",
          "bank_statements",
          "tax_returns");

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_FACTS = 500;
  private static final int LONGEST_QUOTE = 1_000;

  private ModelAnswer() {}

  /**
   * The claims of an answer.
   *
   * @throws MalformedJsonException with one sentence, if it is no JSON object
   */
  static List<Claim> read(String answer) {
    JsonNode json =
        StrictJson.read(
            unfenced(answer).getBytes(StandardCharsets.UTF_8), "The model's answer", MOST_BYTES);
    if (!json.isObject()) {
      throw new MalformedJsonException("The model's answer is no JSON object.");
    }
    List<Claim> claims = new ArrayList<>();
    for (JsonNode fact : json.path("facts")) {
      Criterion criterion = criterion(fact);
      if (criterion != null && claims.size() < MOST_FACTS) {
        claims.add(new Claim(text(fact, "program"), criterion, null));
      }
    }
    for (JsonNode one : json.path("rates")) {
      Rate rate = rate(one);
      if (rate != null && claims.size() < MOST_FACTS) {
        claims.add(new Claim(text(one, "program"), null, rate));
      }
    }
    return claims.stream().distinct().toList();
  }

  /** Some models put their JSON between fences, whatever they are told. */
  private static String unfenced(String answer) {
    String text = answer.strip();
    if (text.startsWith("```") && text.endsWith("```") && text.length() > 6) {
      int begin = text.indexOf('\n');
      return begin < 0 ? "" : text.substring(begin, text.length() - 3).strip();
    }
    return text;
  }

  private static @Nullable Criterion criterion(JsonNode fact) {
    String type = text(fact, "type");
    Operator operator = operator(text(fact, "operator"));
    String quote = text(fact, "quote");
    Integer page = number(fact, "page");
    JsonNode value = fact.path("value");
    if (type == null
        || !TYPES.contains(type)
        || operator == null
        || quote == null
        || page == null
        || !fits(operator, value)) {
      return null;
    }
    boolean truth = operator == Operator.IS_TRUE || operator == Operator.IS_FALSE;
    return new Criterion(
        type,
        operator,
        truth ? com.fasterxml.jackson.databind.node.BooleanNode.TRUE : value,
        text(fact, "unit"),
        fact.path("preferred").asBoolean(false) ? false : null,
        null,
        text(fact, "when"),
        null,
        page,
        quote);
  }

  private static boolean fits(Operator operator, JsonNode value) {
    return switch (operator) {
      case IS_TRUE, IS_FALSE -> true;
      case IN, NOT_IN -> value.isArray() && !value.isEmpty() && all(value, true);
      case BETWEEN -> value.isArray() && value.size() == 2 && all(value, false);
      default -> value.isNumber();
    };
  }

  private static boolean all(JsonNode values, boolean texts) {
    for (JsonNode value : values) {
      if (texts ? !value.isTextual() || value.asText().isBlank() : !value.isNumber()) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Rate rate(JsonNode one) {
    JsonNode percent = one.path("rate_percent");
    Integer page = number(one, "page");
    String quote = text(one, "quote");
    if (!percent.isNumber() || page == null || quote == null) {
      return null;
    }
    BigDecimal bps = percent.decimalValue().movePointRight(2);
    if (bps.signum() < 0 || bps.compareTo(BigDecimal.valueOf(10_000)) > 0) {
      return null;
    }
    return new Rate(
        money(one, "amount_min"),
        money(one, "amount_max"),
        number(one, "term_min_months"),
        number(one, "term_max_months"),
        bps.intValue(),
        page,
        quote);
  }

  private static @Nullable BigDecimal money(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() ? value.decimalValue() : null;
  }

  private static @Nullable Integer number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isNumber() && value.canConvertToInt() ? value.asInt() : null;
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    String text = value.isTextual() ? value.asText().strip() : "";
    return text.isEmpty() || text.length() > LONGEST_QUOTE ? null : text;
  }

  private static @Nullable Operator operator(@Nullable String id) {
    try {
      return id == null ? null : Operator.of(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
