package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Field;
import routes.lending.application.Unit;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Operator;

/**
 * Reads the words of a guard by a small grammar; what is not in it makes the guard not understood.
 *
 * <pre>
 * guard   = part { "or" part }          part = atom { "and" atom }
 * atom    = [ "not" ] ( "start-up" | ( "no" | "has" ) type | "past" number time
 *         | type compare number [ unit ] | type "between" number "and" number [ unit ]
 *         | type "is" [ "not" ] ( "true" | "false" | number | words ) )
 * compare = "over" | "under" | "at least" | "at most" | "&gt;" | …
 * </pre>
 */
public final class GuardParser {
  private static final int MAX_LENGTH = 500;
  private static final Set<String> FILLERS =
      Set.of("if", "for", "when", "where", "a", "an", "the", "only", "in", "within", "is", "on");
  private static final Set<String> START_UP =
      Set.of("start-up", "start-ups", "startup", "startups", "start_up", "start_ups");

  private final GuardTokens tokens;
  private @Nullable Integer windowMonths;

  private GuardParser(GuardTokens tokens) {
    this.tokens = tokens;
  }

  /** Reads a guard; absent or blank words make one that always applies. */
  public static Guard parse(@Nullable String when) {
    if (when == null || when.isBlank()) {
      return Guard.ALWAYS;
    }
    try {
      GuardParser parser = new GuardParser(GuardTokens.of(when, MAX_LENGTH));
      Condition condition = parser.any();
      parser.tokens.expectEnd();
      return new Guard(when, condition, parser.windowMonths);
    } catch (NotUnderstoodException | BadCriterionException e) {
      return new Guard(when, null, null);
    }
  }

  private Condition any() throws NotUnderstoodException, BadCriterionException {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (tokens.take("or")) {
      parts.add(all());
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (windowMonths != null) {
      throw new NotUnderstoodException();
    }
    return new Condition.Any(List.copyOf(parts));
  }

  private Condition all() throws NotUnderstoodException, BadCriterionException {
    List<Condition> parts = new ArrayList<>();
    do {
      Condition atom = atom();
      if (atom != null) {
        parts.add(atom);
      }
      tokens.take("only");
    } while (tokens.take("and"));
    return parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts));
  }

  /** One condition; absent for a time in the past, which is kept aside. */
  private @Nullable Condition atom() throws NotUnderstoodException, BadCriterionException {
    while (tokens.takeAny(FILLERS)) {
      // Fillers say nothing.
    }
    if (tokens.take("not")) {
      Condition negated = atom();
      if (negated == null) {
        throw new NotUnderstoodException();
      }
      return new Condition.Not(negated);
    }
    if (tokens.takeAny(Set.of("past", "last", "previous"))) {
      window();
      return null;
    }
    if (tokens.takeAny(Set.of("no", "without"))) {
      tokens.takeAny(FILLERS);
      return new Condition.Not(has());
    }
    if (tokens.takeAny(Set.of("has", "with", "have"))) {
      tokens.takeAny(FILLERS);
      return has();
    }
    if (tokens.takeAny(START_UP) || tokens.take("start", "up") || tokens.take("start", "ups")) {
      return startUp();
    }
    String path = tokens.takePath();
    if (path != null) {
      return comparison(path);
    }
    return comparison(type().id());
  }

  private void window() throws NotUnderstoodException {
    BigDecimal number = tokens.takeNumber();
    Unit unit = tokens.takeUnit();
    if (windowMonths != null
        || number == null
        || number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(200)) > 0
        || number.signum() <= 0
        || (unit != Unit.YEARS && unit != Unit.MONTHS)) {
      throw new NotUnderstoodException();
    }
    windowMonths = number.intValueExact() * (unit == Unit.YEARS ? 12 : 1);
  }

  private Condition startUp() throws NotUnderstoodException {
    boolean wanted = true;
    if (tokens.take("is")) {
      wanted = truthValue();
    }
    return new Condition.Holds(new FlagRule(Field.START_UP, wanted));
  }

  private boolean truthValue() throws NotUnderstoodException {
    if (tokens.take("true") || tokens.take("yes")) {
      return true;
    }
    if (tokens.take("false") || tokens.take("no")) {
      return false;
    }
    throw new NotUnderstoodException();
  }

  private Condition has() throws NotUnderstoodException {
    if (tokens.takeAny(START_UP) || tokens.take("start", "up")) {
      return startUp();
    }
    Field field = type().fields().get(0);
    return field.isFlag()
        ? new Condition.Holds(new FlagRule(field, true))
        : new Condition.Has(field);
  }

  private CriterionType type() throws NotUnderstoodException {
    CriterionType type = tokens.takeType();
    if (type == null) {
      throw new NotUnderstoodException();
    }
    return type;
  }

  private Condition comparison(String type) throws NotUnderstoodException, BadCriterionException {
    if (tokens.take("between")) {
      return between(type, "and");
    }
    Operator operator = tokens.takeComparison();
    if (operator != null) {
      return number(type, operator);
    }
    if (tokens.take("from")) {
      return between(type, "to");
    }
    if (tokens.take("missing") || tokens.take("is", "missing")) {
      return new Condition.Not(stated(type));
    }
    if (!tokens.take("is") && !tokens.take("=") && !tokens.take("equals")) {
      throw new NotUnderstoodException();
    }
    operator = tokens.takeComparison();
    if (operator != null) {
      return number(type, operator);
    }
    if (tokens.take("between")) {
      return between(type, "and");
    }
    boolean not = tokens.take("not");
    Condition equality = equality(type);
    return not ? new Condition.Not(equality) : equality;
  }

  private static Condition stated(String type) throws NotUnderstoodException {
    CriterionType known = CriterionType.of(type);
    if (known == null) {
      throw new NotUnderstoodException();
    }
    return new Condition.Has(known.fields().get(0));
  }

  private Condition number(String type, Operator operator)
      throws NotUnderstoodException, BadCriterionException {
    BigDecimal number = expectNumber();
    return holds(type, operator, CanonicalJson.number(number), tokens.takeUnitName());
  }

  private Condition between(String type, String joint)
      throws NotUnderstoodException, BadCriterionException {
    BigDecimal low = expectNumber();
    tokens.takeUnitName();
    if (!tokens.take(joint) && !tokens.take("-")) {
      throw new NotUnderstoodException();
    }
    BigDecimal high = expectNumber();
    JsonNode range =
        JsonNodeFactory.instance
            .arrayNode()
            .add(CanonicalJson.number(low))
            .add(CanonicalJson.number(high));
    return holds(type, Operator.BETWEEN, range, tokens.takeUnitName());
  }

  private Condition equality(String type) throws NotUnderstoodException, BadCriterionException {
    if (tokens.take("true") || tokens.take("yes")) {
      return holds(type, Operator.EQ, BooleanNode.TRUE, null);
    }
    if (tokens.take("false") || tokens.take("no")) {
      return holds(type, Operator.EQ, BooleanNode.FALSE, null);
    }
    BigDecimal number = tokens.takeNumber();
    if (number != null) {
      return holds(type, Operator.EQ, CanonicalJson.number(number), tokens.takeUnitName());
    }
    String words = tokens.takeWords();
    return holds(type, Operator.EQ, TextNode.valueOf(words), null);
  }

  private BigDecimal expectNumber() throws NotUnderstoodException {
    BigDecimal number = tokens.takeNumber();
    if (number == null) {
      throw new NotUnderstoodException();
    }
    return number;
  }

  private static Condition holds(
      String type, Operator operator, JsonNode value, @Nullable String unit)
      throws BadCriterionException {
    return new Condition.Holds(RuleFactory.rule(type, operator, value, unit, null));
  }
}
