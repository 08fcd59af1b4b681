package routes.lending.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Field;
import routes.lending.application.Unit;
import routes.lending.policy.Operator;

/** The words of a guard, taken one after the other. */
final class GuardTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\$?\\d[\\d,]*(?:\\.\\d+)?(?:(?:k|mm)\\b)?)"
              + "|(?<path>[A-Za-z_]\\w*(?:\\[\\d*])?(?:\\.[A-Za-z_]\\w*(?:\\[\\d*])?)+)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_/'’-]*)"
              + "|(?<symbol>>=|<=|[≥≤><=%,–-]))",
          Pattern.CASE_INSENSITIVE);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final int LONGEST_TYPE = 5;
  private static final Map<String, CriterionType> TYPES = types();

  private final List<String> tokens;
  private int next;

  private GuardTokens(List<String> tokens) {
    this.tokens = tokens;
  }

  static GuardTokens of(String text, int maxLength) throws NotUnderstoodException {
    if (text.length() > maxLength) {
      throw new NotUnderstoodException();
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    if (end != text.strip().length()) {
      throw new NotUnderstoodException();
    }
    return new GuardTokens(List.copyOf(tokens));
  }

  private static Map<String, CriterionType> types() {
    Map<String, CriterionType> types = new HashMap<>();
    for (CriterionType type : CriterionType.values()) {
      types.put(type.id(), type);
      for (Field field : type.fields()) {
        types.putIfAbsent(name(field.label()), type);
      }
    }
    types.put("amount", CriterionType.LOAN_AMOUNT);
    types.put("deal_size", CriterionType.LOAN_AMOUNT);
    types.put("transaction_size", CriterionType.LOAN_AMOUNT);
    types.put("loan", CriterionType.LOAN_AMOUNT);
    types.put("term", CriterionType.LOAN_TERM);
    types.put("fico", CriterionType.FICO_SCORE);
    types.put("paynet", CriterionType.PAYNET_SCORE);
    types.put("tib", CriterionType.TIME_IN_BUSINESS);
    types.put("revenue", CriterionType.ANNUAL_REVENUE);
    types.put("experience", CriterionType.INDUSTRY_EXPERIENCE);
    types.put("mileage", CriterionType.EQUIPMENT_MILEAGE);
    types.put("homeowner", CriterionType.HOMEOWNERSHIP);
    types.put("private_party", CriterionType.PRIVATE_PARTY_SALE);
    types.put("judgment", CriterionType.JUDGEMENT);
    types.put("collections", CriterionType.COLLECTIONS);
    types.put("pg", CriterionType.PERSONAL_GUARANTEE);
    return Map.copyOf(types);
  }

  private static String name(String words) {
    return words.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  void expectEnd() throws NotUnderstoodException {
    if (next != tokens.size()) {
      throw new NotUnderstoodException();
    }
  }

  boolean take(String... words) {
    if (next + words.length > tokens.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(next + i).equalsIgnoreCase(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  boolean takeAny(Set<String> words) {
    if (next < tokens.size() && words.contains(tokens.get(next).toLowerCase(Locale.ROOT))) {
      next++;
      return true;
    }
    return false;
  }

  @Nullable String takePath() {
    if (next < tokens.size() && CriterionType.isPath(tokens.get(next))) {
      return tokens.get(next++);
    }
    return null;
  }

  @Nullable CriterionType takeType() {
    for (int length = Math.min(LONGEST_TYPE, tokens.size() - next); length > 0; length--) {
      String words = name(String.join(" ", tokens.subList(next, next + length)));
      CriterionType type = TYPES.get(words);
      if (type != null) {
        next += length;
        return type;
      }
    }
    return null;
  }

  @Nullable Operator takeComparison() {
    if (take(">=") || take("≥") || take("at", "least") || take("minimum")) {
      return Operator.GTE;
    }
    if (take("<=") || take("≤") || take("at", "most") || take("up", "to") || take("maximum")) {
      return Operator.LTE;
    }
    if (take("no", "more", "than") || take("not", "more", "than") || take("not", "over")) {
      return Operator.LTE;
    }
    if (take("no", "less", "than") || take("not", "less", "than") || take("not", "under")) {
      return Operator.GTE;
    }
    if (take(">") || take("over") || take("above") || take("exceeds") || take("exceeding")) {
      return Operator.GT;
    }
    if (take("more", "than") || take("greater", "than")) {
      return Operator.GT;
    }
    if (take("<") || take("under") || take("below") || take("less", "than")) {
      return Operator.LT;
    }
    return null;
  }

  @Nullable BigDecimal takeNumber() {
    if (next == tokens.size()) {
      return null;
    }
    String token = tokens.get(next).toLowerCase(Locale.ROOT).replace("$", "").replace(",", "");
    if (token.isEmpty() || !Character.isDigit(token.charAt(0)) || token.length() > 20) {
      return null;
    }
    next++;
    if (token.endsWith("mm")) {
      return new BigDecimal(token.substring(0, token.length() - 2)).multiply(MILLION);
    }
    if (token.endsWith("k")) {
      return new BigDecimal(token.substring(0, token.length() - 1)).multiply(THOUSAND);
    }
    BigDecimal number = new BigDecimal(token);
    return take("million") ? number.multiply(MILLION) : number;
  }

  /** A unit, if one comes next. */
  @Nullable Unit takeUnit() {
    if (next == tokens.size()) {
      return null;
    }
    Unit unit = Unit.of(tokens.get(next));
    if (unit == null || unit == Unit.NONE) {
      return null;
    }
    next++;
    return unit;
  }

  /** The name of a unit, if one comes next. */
  @Nullable String takeUnitName() {
    Unit unit = takeUnit();
    return unit == null ? null : unit.id();
  }

  /** The words up to the next "and" or "or". */
  String takeWords() throws NotUnderstoodException {
    int start = next;
    while (next < tokens.size()
        && !tokens.get(next).equalsIgnoreCase("and")
        && !tokens.get(next).equalsIgnoreCase("or")) {
      next++;
    }
    if (start == next) {
      throw new NotUnderstoodException();
    }
    return String.join(" ", tokens.subList(start, next));
  }
}
