package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Field;
import routes.lending.application.Unit;
import routes.lending.application.UsStates;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Operator;

/** Makes the rule that a type, an operator, a value and a unit mean, or says why they mean none. */
public final class RuleFactory {
  private static final int COUNTED_MONTHS = 36;

  private RuleFactory() {}

  /**
   * Makes a rule.
   *
   * @param windowMonths the months back from now that it speaks of; absent for all time
   * @throws BadCriterionException if they mean nothing together
   */
  public static Rule rule(
      String type,
      Operator operator,
      JsonNode value,
      @Nullable String unit,
      @Nullable Integer windowMonths)
      throws BadCriterionException {
    if (type.equals(CelRule.TYPE)) {
      refuseWindow(type, windowMonths);
      return CelRule.of(operator, value, unit);
    }
    CriterionType known = CriterionType.of(type);
    if (known == null) {
      return custom(type, operator, value, unit, windowMonths);
    }
    if (known == CriterionType.APPLICATION_ONLY) {
      return applicationOnly(operator, value, unit, windowMonths);
    }
    if (known.isHistory()) {
      return history(known, operator, value, unit, windowMonths);
    }
    if (known == CriterionType.COLLECTIONS) {
      return collections(operator, value, unit, windowMonths);
    }
    refuseWindow(type, windowMonths);
    return plain(known, operator, value, unit);
  }

  private static void refuseWindow(String type, @Nullable Integer windowMonths)
      throws BadCriterionException {
    if (windowMonths != null) {
      throw new BadCriterionException(
          "when", "speaks of the past, which " + type + " has none of: leave that out");
    }
  }

  private static Rule plain(
      CriterionType type, Operator operator, JsonNode value, @Nullable String unit)
      throws BadCriterionException {
    Boolean wanted = RuleValues.wantedFlag(operator, value);
    if (wanted != null) {
      return flag(type, wanted, operator);
    }
    RuleValues.checkList(operator, value);
    if (RuleValues.isText(operator, value)) {
      Field field = field(type, Field::isText, operator, "a text");
      refuseUnit(unit);
      return text(field, operator, value);
    }
    Unit given = unit(unit);
    Field field = numberField(type, operator, unit == null ? null : given, unit);
    return number(field, operator, value, unit == null ? field.unit() : given);
  }

  private static Rule flag(CriterionType type, boolean wanted, Operator operator)
      throws BadCriterionException {
    if (type == CriterionType.CITIZENSHIP) {
      return new TextRule(Field.CITIZENSHIP, !wanted, List.of("US"), false);
    }
    for (Field field : type.fields()) {
      if (field.isFlag()) {
        return new FlagRule(field, wanted);
      }
    }
    boolean countsPapers = type.reason() == AdverseReason.DOCUMENTS;
    Field field = type.fields().get(0);
    if (countsPapers) {
      return new NumberRule(
          field, wanted ? Operator.GT : Operator.EQ, List.of(BigDecimal.ZERO), field.unit());
    }
    throw new BadCriterionException(
        "operator",
        "%s asks for yes or no, which %s is not: use %s"
            .formatted(operator.id(), type.id(), kinds(type)));
  }

  private static NumberRule number(Field field, Operator operator, JsonNode value, Unit given)
      throws BadCriterionException {
    List<BigDecimal> values = RuleValues.numbers(operator, value);
    NumberRule rule = new NumberRule(field, operator, values, given);
    for (BigDecimal number : rule.values()) {
      BigDecimal inFieldUnit =
          rule.comparesYearsAsMonths()
              ? number.divideToIntegralValue(BigDecimal.valueOf(12))
              : number;
      String complaint = field.complaint(inFieldUnit);
      if (complaint != null) {
        throw new BadCriterionException(
            "value",
            "%s %s for %s".formatted(field.unit().show(inFieldUnit), complaint, field.label()));
      }
    }
    return rule;
  }

  private static TextRule text(Field field, Operator operator, JsonNode value)
      throws BadCriterionException {
    List<String> listed = RuleValues.texts(operator, value);
    if (field == Field.STATE) {
      for (String state : listed) {
        if (UsStates.code(state) == null) {
          throw new BadCriterionException(
              "value", "'%s' is no state of the US: give codes such as TX".formatted(state));
        }
      }
    }
    boolean excludes = operator == Operator.NOT_IN || operator == Operator.NEQ;
    return new TextRule(field, excludes, listed, value.isArray());
  }

  private static Rule applicationOnly(
      Operator operator, JsonNode value, @Nullable String unit, @Nullable Integer windowMonths)
      throws BadCriterionException {
    refuseWindow("application_only", windowMonths);
    if (operator != Operator.LTE && operator != Operator.LT) {
      throw new BadCriterionException(
          "operator", "%s does not fit application_only: use lte".formatted(operator.id()));
    }
    Unit given = unit(unit);
    Field field =
        numberField(CriterionType.APPLICATION_ONLY, operator, unit == null ? null : given, unit);
    return new ApplicationOnlyRule(number(field, operator, value, field.unit()));
  }

  private static Rule history(
      CriterionType type,
      Operator operator,
      JsonNode value,
      @Nullable String unit,
      @Nullable Integer windowMonths)
      throws BadCriterionException {
    Field event = type.fields().get(0);
    Boolean wanted = RuleValues.wantedFlag(operator, value);
    if (wanted != null) {
      if (wanted || windowMonths == null) {
        refuseWindow(type.id(), windowMonths);
        return new FlagRule(event, wanted);
      }
      NumberRule since = since(type, Operator.GTE, BigDecimal.valueOf(windowMonths), Unit.MONTHS);
      return new HistoryRule(event, since, BooleanNode.FALSE, null, shownMonths(windowMonths));
    }
    refuseWindow(type.id(), windowMonths);
    if ((operator != Operator.GTE && operator != Operator.GT) || !value.isNumber()) {
      throw new BadCriterionException(
          "operator",
          "%s with %s does not fit %s: use is_false for none at all, or gte with the years since"
              .formatted(operator.id(), CanonicalJson.write(value), type.id()));
    }
    Unit given = unit == null ? Unit.YEARS : unit(unit);
    if (given != Unit.YEARS && given != Unit.MONTHS) {
      throw new BadCriterionException(
          "unit", "'%s' does not fit %s: use years or months".formatted(unit, type.id()));
    }
    BigDecimal time = RuleValues.numbers(operator, value).get(0);
    return new HistoryRule(
        event,
        since(type, operator, time, given),
        CanonicalJson.number(time),
        given.id(),
        given.show(time));
  }

  private static @Nullable NumberRule since(
      CriterionType type, Operator operator, BigDecimal time, Unit unit)
      throws BadCriterionException {
    return type == CriterionType.BANKRUPTCY
        ? number(Field.BANKRUPTCY_DISCHARGED_YEARS, operator, CanonicalJson.number(time), unit)
        : null;
  }

  private static String shownMonths(int months) {
    return months % 12 == 0
        ? Unit.YEARS.show(BigDecimal.valueOf(months / 12))
        : Unit.MONTHS.show(BigDecimal.valueOf(months));
  }

  private static Rule collections(
      Operator operator, JsonNode value, @Nullable String unit, @Nullable Integer windowMonths)
      throws BadCriterionException {
    Boolean wanted = RuleValues.wantedFlag(operator, value);
    Unit given = unit(unit);
    if (given != Unit.NONE) {
      throw new BadCriterionException(
          "unit", "'%s' does not fit collections: they are counted, leave it out".formatted(unit));
    }
    NumberRule count =
        wanted == null
            ? number(Field.COLLECTIONS, operator, value, Unit.NONE)
            : new NumberRule(
                Field.COLLECTIONS,
                wanted ? Operator.GT : Operator.EQ,
                List.of(BigDecimal.ZERO),
                Unit.NONE);
    return windowMonths == null || windowMonths == COUNTED_MONTHS
        ? count
        : new WindowedCountRule(count, windowMonths > COUNTED_MONTHS);
  }

  private static Rule custom(
      String type,
      Operator operator,
      JsonNode value,
      @Nullable String unit,
      @Nullable Integer windowMonths)
      throws BadCriterionException {
    if (!CriterionType.isPath(type)) {
      String nearest = NearestName.of(type, CriterionType.ids());
      throw new BadCriterionException(
          "type",
          "'%s' is no type that is known%s: use a known one or a path such as business.fleet_size"
              .formatted(type, nearest == null ? "" : ", did you mean '" + nearest + "'?"));
    }
    refuseWindow(type, windowMonths);
    Boolean wanted = RuleValues.wantedFlag(operator, value);
    if (wanted != null) {
      Operator flag = wanted ? Operator.IS_TRUE : Operator.IS_FALSE;
      return new PathRule(type, flag, BooleanNode.valueOf(wanted), null);
    }
    if (RuleValues.isText(operator, value)) {
      RuleValues.texts(operator, value);
      refuseUnit(unit);
    } else {
      RuleValues.numbers(operator, value);
    }
    return new PathRule(type, operator, CanonicalJson.of(value), unit);
  }

  private static Field field(
      CriterionType type, Predicate<Field> kind, Operator operator, String what)
      throws BadCriterionException {
    for (Field field : type.fields()) {
      if (kind.test(field)) {
        return field;
      }
    }
    throw new BadCriterionException(
        "value",
        "%s with %s does not fit %s: use %s"
            .formatted(operator.id(), what, type.id(), kinds(type)));
  }

  private static Field numberField(
      CriterionType type, Operator operator, @Nullable Unit given, @Nullable String unit)
      throws BadCriterionException {
    Field any = field(type, Field::isNumber, operator, "a number");
    if (given == null) {
      return any;
    }
    for (Field field : type.fields()) {
      if (field.isNumber() && (field.unit() == given || bothTimes(field.unit(), given))) {
        return field;
      }
    }
    String units =
        type.fields().stream()
            .filter(Field::isNumber)
            .map(field -> field.unit() == Unit.NONE ? "none" : field.unit().id())
            .distinct()
            .collect(Collectors.joining(" or "));
    throw new BadCriterionException(
        "unit", "'%s' does not fit %s: use %s".formatted(unit, type.id(), units));
  }

  private static boolean bothTimes(Unit one, Unit other) {
    return (one == Unit.MONTHS || one == Unit.YEARS)
        && (other == Unit.MONTHS || other == Unit.YEARS);
  }

  private static Unit unit(@Nullable String unit) throws BadCriterionException {
    Unit known = Unit.of(unit);
    if (known == null) {
      throw new BadCriterionException(
          "unit",
          "'%s' is none that is known: use USD, months, years, percent or miles".formatted(unit));
    }
    return known;
  }

  private static void refuseUnit(@Nullable String unit) throws BadCriterionException {
    if (unit != null && !unit.isBlank()) {
      throw new BadCriterionException(
          "unit", "'%s' does not fit a text: leave it out".formatted(unit));
    }
  }

  private static String kinds(CriterionType type) {
    return type.fields().stream()
        .map(
            field ->
                field.isNumber()
                    ? "gte, gt, lte, lt, eq, neq, between, in or not_in with numbers"
                    : field.isFlag() ? "is_true or is_false" : "in, not_in, eq or neq with texts")
        .distinct()
        .collect(Collectors.joining(", or "));
  }
}
