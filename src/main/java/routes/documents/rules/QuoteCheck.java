package routes.documents.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;
import routes.lending.policy.Rate;

/**
 * Whether a lender's words say what somebody has read in them: they name the matter, have the value
 * in whatever unit, point the same way, and say under which condition. It answers with what is
 * missing.
 */
public final class QuoteCheck {

  private static final Pattern NEGATED =
      Pattern.compile(
          "\\b(?:no|not|none|never|without|cannot|can't|don't|won't|zero|prohibited|excluded|ineligible|restricted|unacceptable|discharged?|n)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

  private QuoteCheck() {}

  /** What speaks against a rule, a sentence; nothing when its quote says it. */
  public static Optional<String> doubt(Criterion criterion) {
    String quote = Prose.plain(Objects.requireNonNullElse(criterion.quote(), ""));
    Optional<String> condition = condition(criterion, quote);
    if (condition.isPresent()) {
      return condition;
    }
    Optional<Field> field =
        Arrays.stream(Field.values())
            .filter(one -> one.type().equals(criterion.type()))
            .findFirst();
    return switch (criterion.operator()) {
      case IN, NOT_IN -> list(criterion, quote);
      case IS_TRUE, IS_FALSE -> flag(criterion, quote);
      default ->
          field.isPresent()
              ? number(criterion, field.get(), quote)
              : Optional.of("The quoted words cannot be compared with a number.");
    };
  }

  /** What speaks against a rate, a sentence; nothing when its quote has its numbers. */
  public static Optional<String> doubt(Rate rate) {
    List<BigDecimal> numbers = numbers(Objects.requireNonNullElse(rate.quote(), ""));
    List<BigDecimal> wanted = new ArrayList<>();
    wanted.add(BigDecimal.valueOf(rate.rateBps()).movePointLeft(2));
    if (rate.amountMin() != null) {
      wanted.add(rate.amountMin());
    }
    if (rate.amountMax() != null) {
      wanted.add(rate.amountMax());
    }
    return wanted.stream().allMatch(number -> has(numbers, number))
        ? Optional.empty()
        : Optional.of("The quoted words do not have the rate and its amounts.");
  }

  private static List<BigDecimal> numbers(String quote) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (Quantity quantity : Quantities.in(Prose.plain(quote))) {
      numbers.add(quantity.low());
      if (quantity.high() != null) {
        numbers.add(quantity.high());
      }
    }
    return numbers;
  }

  private static boolean has(List<BigDecimal> numbers, BigDecimal number) {
    return numbers.stream().anyMatch(one -> one.compareTo(number) == 0);
  }

  private static Optional<String> condition(Criterion criterion, String quote) {
    Guards.Parted parted = Guards.part(quote, true);
    String when = criterion.when();
    if (when == null) {
      return parted.when() == null && !Vocabulary.uncertain(quote)
          ? Optional.empty()
          : Optional.of("The quoted words hold under a condition only, or not for certain.");
    }
    return when.equals(parted.when())
        ? Optional.empty()
        : Optional.of("The quoted words do not state the condition '%s'.".formatted(when));
  }

  private static Optional<String> number(Criterion criterion, Field field, String quote) {
    List<NumberReader.Mention> mentions = NumberReader.mentions(quote);
    if (mentions.stream().noneMatch(mention -> mention.field() == field)) {
      return Optional.of("The quoted words do not speak of %s.".formatted(criterion.type()));
    }
    List<Quantity> fitting =
        Quantities.in(quote).stream()
            .map(quantity -> withUnit(quantity, criterion.unit()))
            .filter(field::takes)
            .toList();
    long others = mentions.stream().map(NumberReader.Mention::field).distinct().count();
    if (fitting.size() > (criterion.operator() == Operator.BETWEEN ? 2 : Math.max(1, others))) {
      return Optional.of("The quoted words have several values, and it is not clear which counts.");
    }
    for (JsonNode value : ends(criterion.value())) {
      if (fitting.stream().noneMatch(q -> same(q, value.decimalValue(), criterion.unit()))) {
        return Optional.of("The value does not stand in the quoted words.");
      }
    }
    if (others > 1 && readOtherwise(criterion, quote)) {
      return Optional.of("The quoted words have several values, and this one is another's.");
    }
    boolean against =
        criterion.operator() != Operator.BETWEEN
            && fitting.stream()
                .filter(
                    q -> same(q, ends(criterion.value()).get(0).decimalValue(), criterion.unit()))
                .noneMatch(q -> sameWay(q, criterion.operator(), field, quote));
    return against
        ? Optional.of("The quoted words bound the value the other way, or do not say how.")
        : Optional.empty();
  }

  /** Whether words about several matters, as the rules read them, do not give it this value. */
  private static boolean readOtherwise(Criterion criterion, String quote) {
    return Statements.read(quote).facts().stream()
        .filter(fact -> fact.type().equals(criterion.type()))
        .noneMatch(fact -> fact.value().equals(criterion.value()));
  }

  private static Quantity withUnit(Quantity quantity, @Nullable String unit) {
    if (quantity.unit() != Unit.NONE || unit == null) {
      return quantity;
    }
    return Arrays.stream(Unit.values())
        .filter(one -> unit.equals(one.id()))
        .findFirst()
        .map(quantity::in)
        .orElse(quantity);
  }

  private static List<JsonNode> ends(JsonNode value) {
    List<JsonNode> ends = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(ends::add);
    } else {
      ends.add(value);
    }
    return ends;
  }

  private static boolean same(Quantity quantity, BigDecimal value, @Nullable String unit) {
    return equal(quantity.low(), quantity.unit(), value, unit)
        || (quantity.high() != null && equal(quantity.high(), quantity.unit(), value, unit));
  }

  private static boolean equal(
      BigDecimal said, Unit saidIn, BigDecimal value, @Nullable String unit) {
    if (saidIn == Unit.YEARS && "months".equals(unit)) {
      return said.multiply(TWELVE).compareTo(value) == 0;
    }
    if (saidIn == Unit.MONTHS && "years".equals(unit)) {
      return value.multiply(TWELVE).compareTo(said) == 0;
    }
    return said.compareTo(value) == 0 && (unit == null || unit.equals(saidIn.id()));
  }

  private static boolean sameWay(Quantity said, Operator operator, Field field, String quote) {
    if (said.high() != null || NEGATED.matcher(quote).find()) {
      return false;
    }
    boolean least = operator == Operator.GTE || operator == Operator.GT;
    Operator bound = said.bound() == null ? field.usual() : said.bound();
    if (said.bound() == null) {
      String lower = quote.toLowerCase(Locale.ROOT);
      boolean low = lower.matches(".*\\b(?:min|minimum|at least|lowest|floor)\\b.*");
      boolean high = lower.matches(".*\\b(?:max|maximum|highest|cap|ceiling|up to)\\b.*");
      if (low && high) {
        return false;
      }
      bound = low ? Operator.GTE : high ? Operator.LTE : bound;
    }
    return least == (bound == Operator.GTE || bound == Operator.GT);
  }

  private static Optional<String> list(Criterion criterion, String quote) {
    String lower = quote.toLowerCase(Locale.ROOT);
    for (JsonNode value : criterion.value()) {
      String item = value.asText();
      boolean there =
          "state".equals(criterion.type())
              ? States.named(quote).contains(item)
              : lower.contains(Prose.plain(item).toLowerCase(Locale.ROOT));
      if (!there) {
        return Optional.of("'%s' does not stand in the quoted words.".formatted(item));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> flag(Criterion criterion, String quote) {
    boolean named =
        Arrays.stream(Flag.values())
                .filter(flag -> flag.type().equals(criterion.type()))
                .anyMatch(flag -> flag.in(quote).find())
            || quote.toLowerCase(Locale.ROOT).contains(stem(criterion.type()));
    if (!named) {
      return Optional.of("The quoted words do not speak of %s.".formatted(criterion.type()));
    }
    boolean refuses = criterion.operator() == Operator.IS_FALSE;
    return NEGATED.matcher(quote).find() == refuses
        ? Optional.empty()
        : Optional.of("The quoted words say the opposite, or do not say it for certain.");
  }

  private static String stem(String type) {
    return switch (type) {
      case "citizenship" -> "citizen";
      case "homeownership" -> "home";
      case "personal_guarantee" -> "guarant";
      default -> type.replace('_', ' ');
    };
  }
}
