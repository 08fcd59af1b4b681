package routes.documents.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.page.Word;
import routes.lending.policy.Operator;

/** Reads what one clause says about numbers; it answers nothing rather than guess. */
final class NumberReader {

  private static final Pattern NEGATION =
      Pattern.compile(
          "\\b(?:no|not|none|cannot|can't|won't|don't|doesn't|never|ineligible|declined?|excluded|nothing)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOWEST =
      Pattern.compile("\\b(?:min(?:imums?)?|at least|lowest|floor)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern HIGHEST =
      Pattern.compile(
          "\\b(?:max(?:imums?)?|highest|cap|capped|ceiling)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MORE =
      Pattern.compile(
          "\\b(?:or|and) (?:better|more|higher|greater|above|longer)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern EITHER =
      Pattern.compile("\\bor\\b|\\band/or\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern YEARS =
      Pattern.compile("\\b(?:years?|yrs?)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MONTHS =
      Pattern.compile("\\b(?:months?|mos?)\\b", Pattern.CASE_INSENSITIVE);
  private static final long MOST_CHARACTERS = 1_000_000;
  private static final BigDecimal SIX = BigDecimal.valueOf(6);
  private static final BigDecimal SHORTEST_BARE_TERM = BigDecimal.valueOf(24);
  private static final BigDecimal SMALLEST_PLAIN_MONEY = BigDecimal.valueOf(1_000);

  /** A clause is asked for many times over. */
  private static final Cache<String, List<Mention>> MENTIONS =
      Caffeine.newBuilder()
          .weigher((String clause, List<Mention> found) -> clause.length() + found.size())
          .maximumWeight(MOST_CHARACTERS)
          .build();

  /** A field's words in a clause. */
  record Mention(Field field, int start, int end) {

    /** Its words in the clause. */
    String words(String clause) {
      return clause.substring(start, end);
    }
  }

  private NumberReader() {}

  /** The fields that a clause names, in order, each once. */
  static List<Mention> mentions(String clause) {
    return MENTIONS.get(clause, NumberReader::searched);
  }

  private static List<Mention> searched(String clause) {
    List<Mention> all = new ArrayList<>();
    for (Field field : Field.values()) {
      Matcher matcher = field.words().matcher(clause);
      while (matcher.find()) {
        Mention mention = new Mention(field, matcher.start(), matcher.end());
        if (matcher.end() > matcher.start() && all.stream().noneMatch(m -> overlap(m, mention))) {
          all.add(mention);
        }
      }
    }
    if (all.stream().anyMatch(m -> m.field() == Field.EQUIPMENT_AGE_AT_TERM_END)) {
      all.removeIf(m -> m.field() == Field.EQUIPMENT_AGE);
    }
    all.sort(Comparator.comparingInt(Mention::start));
    return List.copyOf(all);
  }

  /** "75% of the amount requested" speaks of an amount, and is not about it. */
  private static List<Mention> withoutBystanders(List<Mention> mentions, String text) {
    List<Quantity> quantities = Quantities.in(text);
    boolean clear = quantities.stream().noneMatch(quantity -> quantity.unit() == Unit.NONE);
    List<Mention> meant =
        mentions.stream()
            .filter(
                mention ->
                    quantities.stream().anyMatch(quantity -> mention.field().takes(quantity)))
            .toList();
    return clear && !meant.isEmpty() ? meant : mentions;
  }

  private static boolean overlap(Mention one, Mention other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  /**
   * The facts of a clause.
   *
   * @param clause plain text without its conditions
   * @param carried the field that the words before the clause are about, for a clause that names
   *     none
   */
  static List<Fact> read(String clause, @Nullable Field carried) {
    if (Quantities.unclear(clause)
        || clause.contains(Word.UNSURE)
        || Vocabulary.uncertain(clause)) {
      return List.of();
    }
    boolean wish = Vocabulary.wishes(clause);
    String text = wish ? Vocabulary.withoutWish(clause) : clause;
    List<Mention> mentions = withoutBystanders(mentions(text), text);
    List<Field> fields = mentions.stream().map(Mention::field).distinct().toList();
    if (fields.isEmpty() && carried != null) {
      fields = List.of(carried);
    }
    List<Quantity> quantities = units(Quantities.in(text), fields, text);
    String rest = rest(text, mentions, quantities);
    if (fields.isEmpty()
        || quantities.isEmpty()
        || EITHER.matcher(MORE.matcher(rest).replaceAll(" ")).find()
        || !Vocabulary.harmless(rest)) {
      return List.of();
    }
    List<List<Quantity>> shared = share(fields, mentions, quantities);
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < shared.size(); i++) {
      Fact fact = fact(fields.get(i), shared.get(i), rest, text, fields.size() == 1, wish);
      if (fact == null) {
        return List.of();
      }
      facts.add(fact);
    }
    return facts;
  }

  /** Numbers that stand alone take the unit that the clause's only field or its words give them. */
  private static List<Quantity> units(List<Quantity> quantities, List<Field> fields, String text) {
    if (fields.size() != 1) {
      return quantities;
    }
    Field field = fields.get(0);
    return quantities.stream().map(q -> unit(q, field, text)).toList();
  }

  private static Quantity unit(Quantity quantity, Field field, String text) {
    boolean bare = quantity.unit() == Unit.NONE;
    return switch (field.kind()) {
      case DISTANCE ->
          bare || (quantity.unit() == Unit.USD && text.indexOf('$') < 0)
              ? quantity.in(Unit.MILES)
              : quantity;
      case MONEY ->
          bare && quantity.low().compareTo(SMALLEST_PLAIN_MONEY) >= 0
              ? quantity.in(Unit.USD)
              : quantity;
      case PERCENT ->
          bare && (text.indexOf('%') >= 0 || text.contains("percent"))
              ? quantity.in(Unit.PERCENT)
              : quantity;
      case DURATION -> {
        if (!bare) {
          yield quantity;
        }
        boolean years = YEARS.matcher(text).find();
        boolean months = MONTHS.matcher(text).find() || (!years && loanTerm(field, quantity));
        yield years == months ? quantity : quantity.in(years ? Unit.YEARS : Unit.MONTHS);
      }
      case SCORE, COUNT_OR_DURATION -> quantity;
    };
  }

  /** Lenders write terms of 36, 48 or 60 without a unit. */
  private static boolean loanTerm(Field field, Quantity quantity) {
    BigDecimal most = quantity.high() == null ? quantity.low() : quantity.high();
    return field == Field.LOAN_TERM
        && most.remainder(SIX).signum() == 0
        && most.compareTo(SHORTEST_BARE_TERM) >= 0;
  }

  private static String rest(String text, List<Mention> mentions, List<Quantity> quantities) {
    StringBuilder rest = new StringBuilder(text);
    mentions.forEach(m -> Prose.blank(rest, m.start(), m.end()));
    quantities.forEach(q -> Prose.blank(rest, q.start(), q.end()));
    return rest.toString();
  }

  /** Which quantities belong to which field; empty when that is not clear. */
  private static List<List<Quantity>> share(
      List<Field> fields, List<Mention> mentions, List<Quantity> quantities) {
    if (fields.size() == 1) {
      Field field = fields.get(0);
      return quantities.size() <= 2 && quantities.stream().allMatch(field::takes)
          ? List.of(quantities)
          : List.of();
    }
    if (fields.size() != quantities.size()) {
      return List.of();
    }
    List<List<Quantity>> shared = new ArrayList<>();
    for (Field field : fields) {
      List<Quantity> fitting = quantities.stream().filter(field::takes).toList();
      if (fitting.size() != 1) {
        return inTurn(fields, mentions, quantities);
      }
      shared.add(fitting);
    }
    return shared.stream().distinct().count() == fields.size() ? shared : List.of();
  }

  /** Number, field, number, field; or field, number, field, number. */
  private static List<List<Quantity>> inTurn(
      List<Field> fields, List<Mention> mentions, List<Quantity> quantities) {
    if (mentions.size() != fields.size()) {
      return List.of();
    }
    List<List<Quantity>> shared = new ArrayList<>();
    boolean numberFirst = quantities.get(0).start() < mentions.get(0).start();
    for (int i = 0; i < fields.size(); i++) {
      Quantity quantity = quantities.get(i);
      Mention mention = mentions.get(i);
      boolean next = i + 1 < fields.size();
      boolean inOrder =
          numberFirst
              ? quantity.start() < mention.start()
                  && (!next || mention.start() < quantities.get(i + 1).start())
              : mention.start() < quantity.start()
                  && (!next || quantity.start() < mentions.get(i + 1).start());
      if (!inOrder || !fields.get(i).takes(quantity)) {
        return List.of();
      }
      shared.add(List.of(quantity));
    }
    return shared;
  }

  private static @Nullable Fact fact(
      Field field,
      List<Quantity> quantities,
      String rest,
      String text,
      boolean alone,
      boolean wish) {
    Quantity first = quantities.get(0);
    String unit = first.unit().id();
    if (quantities.size() == 2) {
      Quantity second = quantities.get(1);
      boolean ends =
          first.bound() == Operator.GTE
              && second.bound() == Operator.LTE
              && first.unit() == second.unit();
      return ends && !NEGATION.matcher(rest).find()
          ? new Fact(
              field.type(),
              Operator.BETWEEN,
              Fact.range(first.low(), second.low()),
              unit,
              null,
              wish)
          : null;
    }
    if (first.high() != null) {
      return range(field, first, first.high(), rest, unit, wish);
    }
    Operator operator = operator(field, first, rest, text, alone);
    return operator == null
        ? null
        : new Fact(field.type(), operator, Fact.number(first.low()), unit, null, wish);
  }

  private static @Nullable Fact range(
      Field field,
      Quantity range,
      BigDecimal high,
      String rest,
      @Nullable String unit,
      boolean wish) {
    // "0 - 10 % down" leaves open how much is asked for.
    boolean open = field == Field.DOWN_PAYMENT;
    if (open || NEGATION.matcher(rest).find() || range.bound() == Operator.GTE) {
      return null;
    }
    if (field == Field.APPLICATION_ONLY) {
      return new Fact(field.type(), Operator.LTE, Fact.number(high), unit, null, wish);
    }
    return new Fact(
        field.type(), Operator.BETWEEN, Fact.range(range.low(), high), unit, null, wish);
  }

  private static @Nullable Operator operator(
      Field field, Quantity quantity, String rest, String text, boolean alone) {
    Operator bound = quantity.bound();
    boolean negated = NEGATION.matcher(rest).find();
    if (bound == null) {
      boolean low = LOWEST.matcher(text).find() || MORE.matcher(rest).find();
      boolean high = HIGHEST.matcher(text).find();
      if ((low && high) || negated) {
        return null;
      }
      bound = low ? Operator.GTE : high ? Operator.LTE : null;
    }
    if (bound == null) {
      return field == Field.LOAN_AMOUNT ? null : field.usual();
    }
    boolean size = field == Field.LOAN_AMOUNT || field == Field.LOAN_TERM;
    if (size && bound == Operator.GT && !LOWEST.matcher(text).find()) {
      // "Terms over 48 months" begins a condition.
      return null;
    }
    boolean asUsual = atLeast(bound) == atLeast(field.usual());
    if (negated) {
      return asUsual ? null : opposite(bound);
    }
    if (asUsual) {
      return bound;
    }
    boolean bothWays =
        field == Field.LOAN_AMOUNT
            || field == Field.LOAN_TERM
            || (field == Field.TIME_IN_BUSINESS && alone);
    return bothWays ? bound : null;
  }

  private static boolean atLeast(Operator operator) {
    return operator == Operator.GTE || operator == Operator.GT;
  }

  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case GT -> Operator.LTE;
      case GTE -> Operator.LT;
      case LT -> Operator.GTE;
      default -> Operator.GT;
    };
  }
}
