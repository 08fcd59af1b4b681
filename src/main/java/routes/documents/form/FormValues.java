package routes.documents.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.documents.rules.StateCodes;

/** Reads what people write into the fields of forms. */
final class FormValues {

  private static final String FIGURES = "(?<n>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)";
  private static final Pattern MONEY =
      Pattern.compile(
          "(?:usd|\\$)? ?" + FIGURES + " ?(?<scale>k|mm|million)?(?: ?(?:usd|dollars))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MONTHS =
      Pattern.compile(
          "(?:(?<years>\\d+(?:\\.\\d+)?) ?(?:years?|yrs?\\.?))?,? ?(?:and )?(?:(?<months>\\d+) ?(?:months?|mos?\\.?))?",
          Pattern.CASE_INSENSITIVE);
  private static final BigDecimal YEAR = BigDecimal.valueOf(12);

  private FormValues() {}

  static Optional<String> state(String text) {
    List<String> states = StateCodes.in(text);
    return states.size() == 1 ? Optional.of(states.get(0)) : Optional.empty();
  }

  static Optional<Boolean> truth(String text) {
    if (text.matches("(?i)(?:y|yes|true|x yes|\\[x\\] yes.*)")) {
      return Optional.of(true);
    }
    return text.matches("(?i)(?:n|no|none|false|x no|.*\\[x\\] no)")
        ? Optional.of(false)
        : Optional.empty();
  }

  static Optional<JsonNode> number(String text, String unit) {
    Matcher matcher =
        Pattern.compile(FIGURES + " ?(?:" + unit + ")?", Pattern.CASE_INSENSITIVE).matcher(text);
    return matcher.matches() ? Optional.of(node(figures(matcher))) : Optional.empty();
  }

  static Optional<JsonNode> money(String text) {
    Matcher matcher = MONEY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String scale = matcher.group("scale");
    int places = scale == null ? 0 : scale.equalsIgnoreCase("k") ? 3 : 6;
    return Optional.of(node(figures(matcher).movePointRight(places)));
  }

  /** A span of time; a bare number takes its unit from the label. */
  static Optional<JsonNode> months(String text, String label) {
    Matcher spans = MONTHS.matcher(text);
    if (spans.matches() && (spans.group("years") != null || spans.group("months") != null)) {
      BigDecimal years =
          spans.group("years") == null ? BigDecimal.ZERO : new BigDecimal(spans.group("years"));
      BigDecimal months =
          spans.group("months") == null ? BigDecimal.ZERO : new BigDecimal(spans.group("months"));
      return Optional.of(node(years.multiply(YEAR).add(months)));
    }
    String lower = label.toLowerCase(Locale.ROOT);
    if (lower.contains("month")) {
      return number(text, "");
    }
    return lower.contains("year")
        ? number(text, "").map(n -> node(n.decimalValue().multiply(YEAR)))
        : Optional.empty();
  }

  private static BigDecimal figures(Matcher matcher) {
    return new BigDecimal(matcher.group("n").replace(",", ""));
  }

  private static JsonNode node(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() <= 0
        ? LongNode.valueOf(plain.longValueExact())
        : DecimalNode.valueOf(plain);
  }
}
