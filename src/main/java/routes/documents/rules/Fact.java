package routes.documents.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;

/**
 * What one sentence says, before it is known for which program.
 *
 * @param type criterion type
 * @param operator how to compare
 * @param value with what
 * @param unit of the value
 * @param when guard under which it holds
 * @param preferred whether it is a wish, no requirement
 */
record Fact(
    String type,
    Operator operator,
    JsonNode value,
    @Nullable String unit,
    @Nullable String when,
    boolean preferred) {

  static Fact is(String type, Operator truth, @Nullable String when, boolean preferred) {
    return new Fact(type, truth, BooleanNode.TRUE, null, when, preferred);
  }

  static Fact list(String type, Operator operator, List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return new Fact(type, operator, array, null, null, false);
  }

  static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  static JsonNode number(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > 0) {
      return DecimalNode.valueOf(plain);
    }
    long whole = plain.longValueExact();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  static JsonNode range(BigDecimal low, BigDecimal high) {
    return JsonNodeFactory.instance.arrayNode().add(number(low)).add(number(high));
  }

  Fact under(@Nullable String guard) {
    // The age of equipment that is not used bounds nothing.
    boolean idle =
        "equipment_condition is used".equals(guard)
            && (type.equals("equipment_age") || type.equals("equipment_mileage"));
    return guard == null || idle ? this : new Fact(type, operator, value, unit, guard, preferred);
  }

  Fact of(String otherType) {
    return new Fact(otherType, operator, value, unit, when, preferred);
  }

  Fact always() {
    return new Fact(type, operator, value, unit, null, preferred);
  }

  Fact wished() {
    return new Fact(type, operator, value, unit, when, true);
  }

  Criterion criterion(int page, String quote) {
    return new Criterion(
        type, operator, value, unit, preferred ? false : null, null, when, null, page, quote);
  }
}
