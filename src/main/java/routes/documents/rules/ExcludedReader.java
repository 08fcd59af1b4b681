package routes.documents.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.lending.policy.Operator;

/** Reads what stands in a list of things that a lender does not finance or accept. */
final class ExcludedReader {

  private static final String OF_PLACES =
      "(?i).*\\b(?:states?|where|geograph\\w+|territor\\w+|regions?|areas?|footprint|lend in|available in|jurisdictions?)\\b.*";
  private static final String OF_OTHERS =
      "(?i).*\\b(?:states?|applicants?|borrowers?|guarantors?|credit|documents?|fees?|a no|review)\\b.*";

  /** "Industries & equipment: ..." in a list of what is not financed. */
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i:(?:customers?|clients?|borrowers?|applicants?|practices|businesses|companies) in )?(?i:no (?:loans?|leases?|deals?|financing|funding) (?:to|on|for|in) )?(?i:(?:any of )?(?:these|this|the following) )?(?<label>(?i:(?:industr(?:y|ies)|equipment|collateral|assets|units|vehicles|business(?:es)?|types|fields|trades|states|and|&|/| )+)): (?<list>.+)");

  /** "Customers who are not US citizens or permanent residents" */
  private static final Pattern STRANGER =
      Pattern.compile(
          "(?i)(?:anyone|applicants?|borrowers?|customers?|guarantors?|owners?|principals?) who (?:is|are) not (?:an? )?(?<residents>US citizens?\\b.*?)\\.?");

  /** "a. Aircraft" */
  private static final Pattern LETTER = Pattern.compile("^\\(?[a-z][.)] (?=[A-Z])");

  private static final Pattern HEAD =
      Pattern.compile(
          "(?i)(?:(?:industr(?:y|ies)|equipment|collateral|assets|business(?:es)?|types|states|and|&|/) ?)+:?");

  private ExcludedReader() {}

  /** Whether words say of what kind the entries below them are: "Industries:". */
  static boolean headsList(String text) {
    return HEAD.matcher(text).matches();
  }

  /** The entries of a list in one line. */
  static List<String> entries(String list) {
    String separator =
        list.matches(".*\\s[|•]\\s.*") ? "\\s[|•]\\s" : "(?:;|,(?!\\d{3}))(?![^(]*\\))";
    return List.of(list.replaceFirst("\\.$", "").split(separator, -1)).stream()
        .map(entry -> entry.trim().replaceFirst("(?i)^(?:and|or) ", ""))
        .filter(entry -> !entry.isBlank())
        .toList();
  }

  /**
   * Reads an entry.
   *
   * @param heading what the list is called
   * @param text the entry, which may have its letter in the list before it
   */
  static Reading read(String heading, String text) {
    String entry = LETTER.matcher(text).replaceFirst("");
    Matcher labelled = LABELLED.matcher(entry);
    if (labelled.matches()) {
      return read(labelled.group("label"), labelled.group("list"));
    }
    String plain = Prose.plain(entry);
    Matcher stranger = STRANGER.matcher(plain);
    if (stranger.matches()) {
      return Statements.read(stranger.group("residents") + " only");
    }
    List<String> states = States.list(plain);
    if (states != null) {
      boolean spelled = entry.matches("(?:[A-Z][a-z]+[ ,]*|and |or )+");
      return heading.matches(OF_PLACES) || spelled ? list("state", states) : Reading.nothing(entry);
    }
    Reading plainly = Statements.read(entry);
    boolean refuses =
        plainly.facts().stream()
            .allMatch(
                fact -> fact.operator() == Operator.NOT_IN || fact.operator() == Operator.IS_FALSE);
    if (!plainly.facts().isEmpty() && refuses) {
      return plainly;
    }
    String bare =
        plain
            .replaceFirst("(?i)^(?:an? |any )", "")
            .replaceFirst("(?i)[;,.]?(?: (?:and|or))?$", "");
    Reading forbidden = Statements.read("No " + bare);
    if (!forbidden.facts().isEmpty()) {
      return forbidden;
    }
    List<String> items = Exclusions.items(entry);
    if (!listsThings(heading)) {
      return Reading.nothing(entry);
    }
    if (items.size() > 2 && items.stream().allMatch(Exclusions::plain)) {
      return list(Exclusions.type(heading), items);
    }
    if (Exclusions.plain(entry)) {
      return list(Exclusions.type(heading), List.of(entry.replaceAll("[.;,]+$", "").trim()));
    }
    return Reading.nothing(entry);
  }

  /** Whether it is an entry of a list of industries or equipment. */
  static boolean listed(Reading reading) {
    return reading.facts().stream()
        .anyMatch(fact -> fact.operator() == Operator.NOT_IN && !fact.type().equals("state"));
  }

  private static Reading list(String type, List<String> values) {
    return Reading.of(List.of(Fact.list(type, Operator.NOT_IN, values)));
  }

  /** Whether a heading announces industries or equipment, and not documents or applicants. */
  private static boolean listsThings(String heading) {
    String main =
        Prose.plain(heading).replaceFirst(",? (?:regardless|no matter|whatever)\\b.*", "");
    boolean places = main.matches(OF_PLACES) && !Topic.ofThings(main);
    return !places && !main.matches(OF_OTHERS);
  }
}
