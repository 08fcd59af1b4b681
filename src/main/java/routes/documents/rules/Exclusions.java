package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads lists of what a lender does not finance. */
final class Exclusions {

  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?:[^,:]{0,40}, )?(?<lead>no|not for us|(?:we are )?unable to (?:serve|finance|fund)|(?:we |\\w+ )?(?:do(?:es)? not|don't|doesn't|cannot|will not|won't) (?:finance|fund|lend (?:on|to|against)|accept)"
              + "|(?:prohibited|restricted|excluded|ineligible|unacceptable)(?: (?:industr(?:y|ies)|equipment|collateral|assets?|business(?:es)?|types?|and|or|/|&))*(?: list)?"
              + "|(?:industr(?:y|ies)|equipment|collateral|business)(?: types?)? (?:exclusions?|restrictions?|excluded|not financed)|exclusions?)"
              + "(?: the following)?(?<noun>(?: (?:industr(?:y|ies)|equipment|collateral|types?|and|/|business(?:es)?))*) ?(?<sign>[:-]) (?<list>.+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UNLISTED =
      Pattern.compile(
          "(?:we )?(?:do not|don't|will not|won't) (?:finance|fund|lend (?:on|to)) (?<list>[^:]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\d|\\b(?:unless|except|without|with|not|please|we|our|your|use|public|distribution|if|case|may|over|under|older|than|only|must|per|contact|call|when|subject|certain|some|most|please|see|etc)\\b|[?!%$:]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TOGETHER =
      Pattern.compile(
          ".*\\b(?:oil and gas|food and beverage|bed and breakfasts?|hair and nail|arts and|buy here|health and|bars and|adult|body|aircraft and|boats? and).*",
          Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 9;

  /**
   * An exclusion that is stated in a sentence.
   *
   * @param type criterion type
   * @param values what is excluded
   */
  record Stated(String type, List<String> values) {}

  private Exclusions() {}

  /** The excluded things that a plain sentence lists; null when it is no such sentence. */
  static @Nullable Stated stated(String sentence) {
    Matcher listed = SENTENCE.matcher(sentence);
    if (listed.matches()) {
      boolean bareNo = listed.group("lead").equalsIgnoreCase("no");
      List<String> values = items(listed.group("list"));
      boolean usable =
          values.stream().allMatch(Exclusions::plain) && (!bareNo || values.size() > 1);
      return usable && !values.isEmpty()
          ? new Stated(type(listed.group("lead") + " " + listed.group("noun")), values)
          : null;
    }
    Matcher unlisted = UNLISTED.matcher(sentence.replaceAll("\\.$", ""));
    if (unlisted.matches()) {
      List<String> values = items(unlisted.group("list"));
      return values.stream().allMatch(Exclusions::plain) && values.size() > 1
          ? new Stated("industry_or_equipment", values)
          : null;
    }
    return null;
  }

  /** The criterion type for a list under such a heading. */
  static String type(String heading) {
    String lower = heading.toLowerCase(Locale.ROOT);
    boolean industry = lower.contains("industr") || lower.contains("business");
    boolean equipment =
        lower.contains("equipment") || lower.contains("collateral") || lower.contains("asset");
    return industry == equipment
        ? "industry_or_equipment"
        : industry ? "industry" : "equipment_type";
  }

  /** Whether an item of a list names a thing and says no more about it. */
  static boolean plain(String item) {
    String aside = item.replaceAll("\\([^()]*\\)", " ").trim();
    return !aside.isEmpty()
        && aside.split(" ", -1).length <= LONGEST
        && !CONDITION.matcher(item).find()
        && Flag.named(item).isEmpty()
        && item.matches(".*[A-Za-z]{2}.*");
  }

  /** The items of a list within a sentence. */
  static List<String> items(String list) {
    List<String> items = new ArrayList<>();
    for (String part : list.replaceAll("[.]+$", "").split("\\s*[,;•](?![^(]*\\))\\s*", -1)) {
      items.add(part.trim());
    }
    items.removeIf(String::isEmpty);
    if (items.size() > 1) {
      int last = items.size() - 1;
      String end = items.get(last);
      String stripped = end.replaceFirst("(?i)^(?:and|or|&) ", "");
      items.set(last, stripped);
      String[] two = stripped.split("(?i) (?:and|or|&) ", -1);
      if (stripped.equals(end) && two.length == 2 && !TOGETHER.matcher(end).matches()) {
        items.set(last, two[0]);
        items.add(two[1]);
      }
    }
    return items;
  }
}
