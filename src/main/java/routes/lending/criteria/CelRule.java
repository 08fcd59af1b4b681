package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Facts;
import routes.lending.criteria.CelExpressions.Compiled;
import routes.lending.policy.Operator;

/**
 * An expression in CEL that must be true. What the application does not say has no value, and an
 * expression that hangs on it is unknown: {@code true || x} is true whatever x is.
 */
final class CelRule implements Rule {
  /** The criterion type. */
  static final String TYPE = "cel";

  private final String expression;
  private final CelRuntime.Program program;
  private final List<String> paths;

  private CelRule(String expression, Compiled compiled) {
    this.expression = expression;
    this.program = compiled.program();
    this.paths = compiled.paths();
  }

  static CelRule of(Operator operator, JsonNode value, @Nullable String unit)
      throws BadCriterionException {
    if (operator != Operator.IS_TRUE || !value.isTextual() || value.textValue().isBlank()) {
      throw new BadCriterionException(
          "operator",
          "cel takes is_true with an expression as its value, such as \"loan.amount <="
              + " business.annual_revenue * 0.2\"");
    }
    if (unit != null && !unit.isBlank()) {
      throw new BadCriterionException(
          "unit", "'%s' does not fit cel: leave it out".formatted(unit));
    }
    String expression = value.textValue().strip();
    return new CelRule(expression, CelExpressions.compile(expression));
  }

  @Override
  public Truth test(Facts facts) {
    try {
      Object result =
          program.eval(
              name -> {
                JsonNode value = facts.at(name.equals(CelExpressions.WHOLE) ? "" : name);
                return value == null || value.isNull()
                    ? Optional.empty()
                    : Optional.of(plain(value));
              });
      return result instanceof Boolean truth ? Truth.of(truth) : Truth.UNKNOWN;
    } catch (CelEvaluationException e) {
      return Truth.UNKNOWN;
    }
  }

  /** What CEL sees: numbers are doubles, and a field that is null is not there. */
  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry -> {
                if (!entry.getValue().isNull()) {
                  map.put(entry.getKey(), plain(entry.getValue()));
                }
              });
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>(node.size());
      node.forEach(element -> list.add(element.isNull() ? Map.of() : plain(element)));
      return list;
    }
    return node.isNumber()
        ? (Object) node.doubleValue()
        : node.isBoolean() ? node.booleanValue() : node.asText();
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    return switch (truth) {
      case TRUE -> "The condition %s holds, as required%s".formatted(expression, given(facts));
      case FALSE ->
          "The condition %s does not hold, which is required%s".formatted(expression, given(facts));
      case UNKNOWN ->
          "Whether the condition %s holds the application does not tell%s"
              .formatted(expression, missing(facts));
    };
  }

  private String given(Facts facts) {
    String values =
        paths.stream()
            .filter(path -> isGiven(facts, path) && facts.at(path).isValueNode())
            .map(path -> path + " is " + facts.at(path).asText())
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "" : "; " + values;
  }

  private String missing(Facts facts) {
    String names =
        paths.stream().filter(path -> !isGiven(facts, path)).collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": it does not give " + names;
  }

  private static boolean isGiven(Facts facts, String path) {
    JsonNode value = facts.at(path);
    return value != null && !value.isNull();
  }

  @Override
  public JsonNode actual(Facts facts) {
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    for (String path : paths) {
      JsonNode value = facts.at(path);
      actual.set(path, value == null ? NullNode.getInstance() : value);
    }
    return actual;
  }

  @Override
  public JsonNode expected() {
    return TextNode.valueOf(expression);
  }

  @Override
  public @Nullable String unit() {
    return null;
  }

  @Override
  public String path() {
    return paths.isEmpty() ? "loan.amount" : paths.get(0);
  }
}
