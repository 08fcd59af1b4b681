package routes.documents.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/** Finds numbers with their units and bounds in a plain sentence. */
final class Quantities {

  /** A sum in dollars, for the patterns of those who read sentences about sums. */
  static final String MONEY = "\\$ ?[\\d,.]+ ?(?:k|mm|million)?";

  private static final String NUMBER = "(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|\\.\\d+";
  private static final String SCALE = "mm|mil(?:lion)?|m|k|thousand";
  private static final String UNIT =
      "%|percent|per cent|years?'?|yrs?\\b\\.?|months?'?|mos?\\b\\.?|days?|miles?|hours?|hrs?|points?|pts?";
  private static final Pattern ONE =
      Pattern.compile(
          "(?<![\\w.,#\u2370])(?<![A-JLN-Za-jln-z]-)(?<cur>\\$ ?)?(?<num>"
              + NUMBER
              + ")(?: ?(?<scale>"
              + SCALE
              + ")(?![A-Za-z]))?(?<plus> ?\\+)?(?:[ -]?(?<unit>"
              + UNIT
              + ")(?![A-Za-z]))?(?<plus2> ?\\+)?(?<tail>[\\w.]*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TO =
      Pattern.compile(
          "(?: ?-|(?<!\\b(?:up|not) {0,1})\\bto| ?through| ?thru| ?and) ?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:(?<gte>\\b(?:min(?:imums?)?\\b\\.?(?: of)?|at least|no less than|not less than|no lower than|no fewer than|starting at|starts at|from)|>=|=>)"
              + "|(?<lte>\\b(?:max(?:imums?)?\\b\\.?(?: of)?|up to|upto|no more than|not more than|not be longer than|not to exceed|not exceed(?:ing)?|as much as|cannot exceed|may not exceed|no greater than|no older than|not older than|no longer than|capped at|within|to)|<=|=<)"
              + "|(?<gt>\\b(?:over|above|greater than|higher than|better than|more than|exceed(?:s|ing)?|in excess of|older than|longer than)|>)"
              + "|(?<lt>\\b(?:under|below|less than|lower than|fewer than|newer than)|<)) ?[:=]? ?(?:an? )?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AFTER =
      Pattern.compile(
          "^ ?(?:(?:old|of age|units?|power units?|trucks?|vehicles?|buses|coaches) )?(?:(?<gte>(?:or|and|&) (?:more|better|higher|above|greater|up|over|longer)\\b|min(?:imum)?\\b\\.?|plus\\b)"
              + "|(?<lte>(?:or|and|&) (?:less|lower|fewer|newer|below|under|younger)\\b|max(?:imum)?\\b\\.?|tops\\b))",
          Pattern.CASE_INSENSITIVE);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private record Part(
      BigDecimal number,
      @Nullable String scale,
      boolean money,
      @Nullable Unit unit,
      boolean plus,
      int start,
      int end) {}

  private Quantities() {}

  /** The quantities of a sentence, in order. */
  static List<Quantity> in(String text) {
    List<Part> parts = parts(text);
    List<Quantity> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (i + 1 < parts.size() && range(text, part, parts.get(i + 1))) {
        found.add(between(part, parts.get(i + 1)));
        i++;
      } else {
        found.add(single(text, part));
      }
    }
    return found;
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = ONE.matcher(text);
    while (matcher.find()) {
      String tail = matcher.group("tail").replaceAll("\\.$", "");
      if (!tail.isEmpty()) {
        continue;
      }
      String scale = matcher.group("scale");
      parts.add(
          new Part(
              new BigDecimal(matcher.group("num").replace(",", "")),
              scale == null ? null : scale.toLowerCase(Locale.ROOT),
              matcher.group("cur") != null,
              unit(matcher.group("unit")),
              matcher.group("plus") != null || matcher.group("plus2") != null,
              matcher.start(),
              matcher.end() - matcher.group("tail").length()));
    }
    return parts;
  }

  private static @Nullable Unit unit(@Nullable String word) {
    if (word == null) {
      return null;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.startsWith("y")) {
      return Unit.YEARS;
    }
    if (lower.startsWith("mo")) {
      return Unit.MONTHS;
    }
    if (lower.startsWith("mi")) {
      return Unit.MILES;
    }
    if (lower.startsWith("d")) {
      return Unit.DAYS;
    }
    if (lower.startsWith("h")) {
      return Unit.HOURS;
    }
    return lower.startsWith("po") || lower.startsWith("pt") ? Unit.POINTS : Unit.PERCENT;
  }

  private static boolean range(String text, Part low, Part high) {
    String between = text.substring(low.end(), high.start());
    if (low.plus() || !between.matches(" ?(?:-|to|through|thru) ?| and ")) {
      return false;
    }
    if (between.equals(" and ") && !text.substring(0, low.start()).matches("(?i).*\\bbetween ?$")) {
      return false;
    }
    boolean sameKind = low.unit() == null || low.unit() == high.unit();
    return sameKind && scaled(low, high.scale()).compareTo(scaled(high, high.scale())) < 0;
  }

  private static BigDecimal scaled(Part part, @Nullable String inherited) {
    String scale = part.scale() == null ? inherited : part.scale();
    if (part.scale() == null && part.number().compareTo(THOUSAND) >= 0) {
      scale = null;
    }
    if (scale == null) {
      return part.number();
    }
    return part.number()
        .multiply(scale.equals("k") || scale.equals("thousand") ? THOUSAND : MILLION);
  }

  private static Quantity between(Part low, Part high) {
    Operator bound = high.plus() ? Operator.GTE : null;
    boolean money = low.money() || high.money() || high.scale() != null;
    return new Quantity(
        scaled(low, high.scale()),
        scaled(high, null),
        unit(high, money),
        bound,
        low.start(),
        high.end());
  }

  private static Unit unit(Part part, boolean money) {
    Unit unit = part.unit();
    return unit != null ? unit : money ? Unit.USD : Unit.NONE;
  }

  private static Quantity single(String text, Part part) {
    int start = part.start();
    int end = part.end();
    Operator bound = part.plus() ? Operator.GTE : null;
    Matcher after = AFTER.matcher(text.substring(end));
    if (after.find()) {
      bound = after.group("gte") != null ? Operator.GTE : Operator.LTE;
      end += after.end();
    }
    Matcher before = BEFORE.matcher(text.substring(0, start));
    if (before.find() && !TO.matcher(text.substring(0, start)).find()) {
      if (bound == null) {
        bound =
            before.group("gte") != null
                ? Operator.GTE
                : before.group("lte") != null
                    ? Operator.LTE
                    : before.group("gt") != null ? Operator.GT : Operator.LT;
      }
      start = before.start();
    }
    return new Quantity(
        scaled(part, null),
        null,
        unit(part, part.money() || part.scale() != null),
        bound,
        start,
        end);
  }

  /** Whether a single M, which some write for thousand and some for million, makes it unclear. */
  static boolean unclear(String text) {
    return Pattern.compile("\\d{2,} ?[mM](?![mM\\w])").matcher(text).find();
  }
}
