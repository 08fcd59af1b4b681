package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Flag;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/** Wants a yes or a no. */
final class FlagRule implements Rule {
  private final Field field;
  private final boolean wanted;

  FlagRule(Field field, boolean wanted) {
    this.field = field;
    this.wanted = wanted;
  }

  @Override
  public Truth test(Facts facts) {
    return facts.get(field) instanceof Flag flag && flag.value() != null
        ? Truth.of(flag.value() == wanted)
        : Truth.UNKNOWN;
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    Fact fact = facts.get(field);
    return switch (truth) {
      case TRUE -> fact.subject() + ", as required";
      case FALSE ->
          fact.subject() + (wanted ? ", but the lender requires it" : ", which is not taken");
      case UNKNOWN ->
          fact.subject() + (wanted ? "; the lender requires it" : "; the lender takes none");
    };
  }

  @Override
  public JsonNode actual(Facts facts) {
    return facts.get(field).json();
  }

  @Override
  public JsonNode expected() {
    return BooleanNode.valueOf(wanted);
  }

  @Override
  public @Nullable String unit() {
    return null;
  }

  @Override
  public String path() {
    return field.path();
  }

  Field field() {
    return field;
  }

  boolean wanted() {
    return wanted;
  }
}
