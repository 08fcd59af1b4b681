package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads lists of what a lender does not finance. */
final class Exclusions {

  /** "We do not finance the following equipment: ...", "Equipment we stay away from - ..." */
  private static final Pattern ANNOUNCED =
      Pattern.compile("(?<lead>[^:]{2,90}?) ?(?::|(?<= )-) (?<list>.+)");

  private static final Pattern REFUSES =
      Pattern.compile(
          "\\b(?:no(?=(?:t for us)?$| (?:industr|equipment|collateral|business))|"
              + Vocabulary.NOT
              + "|prohibited|restricted|excluded|ineligible|unacceptable|off[- ]limits|exclusions?|restrictions?|outside(?: of)?(?= (?:our|the) (?:policy|box|appetite|scope))|stay(?:ing)? away from|steer clear of|pass(?:ing)? on|lea(?:ve|ving) to others|avoid)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What may stand in the announcement of such a list. */
  private static final Vocabulary.Words LEAD =
      Vocabulary.words(
          """
          we us our the a an any all in on to into for of or and as with by are is be will do does can
          following these those list lists listed type types kind kinds use uses used program programs
          finance finances financed financing lease leases leasing fund funds funded funding lend lends lending accept
          accepts accepted consider considered serve serves touch take send submit sent eligible allowed qualify under
          permitted available against industry industries equipment collateral asset assets unit units
          vehicle vehicles machine machines machinery business businesses company companies operation operations borrower
          borrowers customer customers practices bank lender sorry please at this time policy box appetite scope currently which that deal
          deals transaction transactions involving able buy buys purchase purchases lessees lessee with practice tiers tier what which you your there trades specialty specialties one
          """);

  private static final Pattern NAME =
      Pattern.compile(
          Vocabulary.LENDER + "(?=(?:do|does|will|can|cannot|finances|funds|lends)\\b)");

  private static final Pattern INDUSTRIES =
      Pattern.compile(
          "\\b(?:industr(?:y|ies)|specialt(?:y|ies)|trades(?= (?:we|that))|(?:these|following) (?:fields|trades)|business(?:es)?|operations|practices|customers|compan(?:y|ies)|used (?:in|for)|uses)\\b");
  private static final Pattern EQUIPMENT =
      Pattern.compile(
          "\\b(?:equipment|collateral|assets?|units?|vehicles?|machines?(?! used)|machinery)\\b");
  private static final Pattern PAPERS =
      Pattern.compile(
          "\\b(?:statements?|returns?|financials?|licen[cs]es?|invoices?|quotes?|applications?|photos?|cop(?:y|ies)|reports?|checks?(?! cashing)|documents?|e-?mails?|fax\\w*|screenshots?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNLISTED =
      Pattern.compile(
          "(?:we |the (?:bank|lender|company|program) )?(?:do not|does not|don't|doesn't|will not|won't) (?:finance|fund|(?:lend|lease) (?:on|to)|work with|do business with|serve) (?<list>[^:]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\d(?!D\\b)|\\b(?:unless|except|whatever|regardless|with|not|please|we|our|your|use|public|distribution|if|case|may|over(?!-the-road)|under|older|than|only|must|per|contact|call|member fdic|when|subject|certain|some|most|please|see|etc|is|are|do|does|has|have|will|can|doesn't|don't|doesn’t|don’t|isn't|can't|help|plan)\\b|[?!%$:@]|(?-i:[a-z]{3}\\. [A-Z])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TOGETHER =
      Pattern.compile(
          ".*\\b(?:oil and gas|taxi and|food and beverage|bed and breakfasts?|hair and nail|arts and|buy here|health and|bars and|adult|body|aircraft and|boats? and).*",
          Pattern.CASE_INSENSITIVE);

  /** "Cannabis - Casinos - Law firms" */
  private static final Pattern DASHED = Pattern.compile("[^,;•]+(?: - [^,;•]+){2,}");

  private static final int LONGEST = 9;

  /**
   * An exclusion that is stated in a sentence.
   *
   * @param type criterion type
   * @param values what is excluded
   */
  record Stated(String type, List<String> values) {}

  /** The criterion type of a list that does not say of what it is. */
  static final String EITHER = "industry_or_equipment";

  /** The criterion type of a list whose heading leaves it open. */
  static String typeOf(List<String> items) {
    boolean things = items.stream().allMatch(item -> EquipmentKind.named(item).isPresent());
    return things ? "equipment_type" : EITHER;
  }

  private Exclusions() {}

  /** The excluded things that a plain sentence lists; null when it is no such sentence. */
  static @Nullable Stated stated(String sentence) {
    Matcher listed = ANNOUNCED.matcher(sentence);
    if (listed.matches() && announces(listed.group("lead"))) {
      List<String> values = items(listed.group("list"));
      boolean bareNo = listed.group("lead").equalsIgnoreCase("no");
      boolean usable =
          !values.isEmpty()
              && values.stream().allMatch(Exclusions::plain)
              && !PAPERS.matcher(listed.group("list")).find()
              && (!bareNo || values.size() > 1);
      return usable ? new Stated(type(listed.group("lead")), values) : null;
    }
    Matcher unlisted = UNLISTED.matcher(sentence.replaceAll("\\.$", ""));
    if (unlisted.matches()) {
      List<String> values = items(unlisted.group("list"));
      return values.stream().allMatch(Exclusions::plain) && values.size() > 1
          ? new Stated(EITHER, values)
          : null;
    }
    return null;
  }

  /** Whether words announce what is not financed, and nothing else. */
  static boolean announces(String lead) {
    Matcher refuses = REFUSES.matcher(lead);
    return refuses.results().count() == 1
        && LEAD.holdAll(NAME.matcher(refuses.replaceAll(" ")).replaceFirst(""));
  }

  /** The criterion type that a heading gives to all below it. */
  static String typeOf(String heading) {
    String rest = REFUSES.matcher(heading).replaceAll(" ");
    return LEAD.holdAll(rest) ? type(heading) : EITHER;
  }

  /** The criterion type for a list under such a heading. */
  static String type(String heading) {
    String lower = heading.toLowerCase(Locale.ROOT);
    boolean industry = INDUSTRIES.matcher(lower).find();
    boolean equipment = EQUIPMENT.matcher(lower).find();
    return industry == equipment ? EITHER : industry ? "industry" : "equipment_type";
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
    if (DASHED.matcher(list).matches()) {
      return List.of(list.split(" - ", -1));
    }
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
