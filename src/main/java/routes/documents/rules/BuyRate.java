package routes.documents.rules;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rate that is stated in words, for all amounts and terms of a program; in basis points. */
final class BuyRate {

  private static final String PERCENT = "\\d{1,2}(?:\\.\\d{1,2})?";
  private static final Pattern STATED =
      Pattern.compile(
          "(?i)\\b(?<one>"
              + PERCENT
              + ") ?% (?:buy )?rate\\b|\\b(?:buy |base )?rate:? (?:of |is |= ?)?(?<two>"
              + PERCENT
              + ") ?%(?:,? (?:for |on )?(?:any|all) (?:terms?|amounts?)(?: and (?:any |all )?(?:terms?|amounts?))?)?\\.?$|^(?:(?:the )?(?:program |base |buy )?rate is|(?:pricing|(?:buy |base )?rates?)(?: from (?:the|our) rate card)?:) (?<three>"
              + PERCENT
              + ") ?%(?:,? (?:for|on) (?:any|all|every) (?:terms?|amounts?))?\\.?$");
  private static final Pattern ALONE = Pattern.compile("(?<one>" + PERCENT + ") ?%");
  private static final String LABEL =
      "(?i)(?:(?:your |our )?(?:buy|base|interest|dealer|broker|partner|vendor|program) )?rates?(?: \\(buy\\))?(?:,? \\(?(?:for )?(?:any|all) (?:amounts?|terms?)(?: and (?:any |all )?(?:amounts?|terms?))?\\)?)?|pricing|(?:pricing|rate) from (?:the|our) rate card";

  private static final int LOWEST = 100;

  private BuyRate() {}

  /** The rate that a statement is about and nothing else. */
  static OptionalInt stated(String text) {
    Matcher rate = STATED.matcher(Prose.plain(text));
    return rate.matches() ? bps(rate) : OptionalInt.empty();
  }

  /** The rate that a heading tells beside a program's name. */
  static OptionalInt within(String heading) {
    Matcher rate = STATED.matcher(Prose.plain(heading));
    return rate.find() ? bps(rate) : OptionalInt.empty();
  }

  /** Whether a label asks for the rate. */
  static boolean labelled(String label) {
    return label.matches(LABEL);
  }

  /** The rate that is a label's value. */
  static OptionalInt value(String value) {
    Matcher alone = ALONE.matcher(Prose.plain(value));
    return alone.matches() ? bps(alone.group("one")) : OptionalInt.empty();
  }

  private static OptionalInt bps(Matcher rate) {
    String one = rate.group("one");
    String two = rate.group("two");
    return bps(one != null ? one : two != null ? two : rate.group("three"));
  }

  /** Parts of one percent are what accounts bear, and not what leases cost. */
  private static OptionalInt bps(String percent) {
    int bps = new BigDecimal(percent).movePointRight(2).intValueExact();
    return bps > 0 && bps < LOWEST ? OptionalInt.empty() : OptionalInt.of(bps);
  }
}
