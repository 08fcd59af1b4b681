package routes.documents.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headings over what holds for everything that a lender does. */
final class GeneralHeading {

  private static final String KINDS =
      "(?:programs?|tiers?|plans?|products?|grades?|class(?:es)?|levels?|colou?rs?|credits?)";
  private static final String REQUESTS =
      "(?:customers?|applicants?|borrowers?|deals?|transactions?|requests?)";

  /** A heading without remarks and brackets at its end. */
  private static final List<Pattern> WHOLE =
      Stream.of(
              // "Rules that apply to every program", "True for all three programs", "Both plans"
              "(?!all [\\w-]+ program$)(?:.* )?(?:both|all|every|either)(?: of)?(?: (?!for\\b|in\\b)[\\w-]+){0,2} "
                  + KINDS,
              "(?:.* )?(?:both|all|every|each|any|either)(?: of)?(?: (?:the|our|these|two|three|four|five|six))* "
                  + KINDS,
              // "What we need for each deal"
              "(?:[\\w-]+ ){0,5}(?:in|for|on|under|with|of|across) (?:every|all|each|any|both|either)(?: of)?(?: (?:the|our))?(?: [\\w-]+)? "
                  + REQUESTS,
              "(?:what \\w+ )?(?:(?:on|for|to|in|with) )?(?:all|every|each) (?:deals?|transactions?)(?: (?:needs?|requires?))?",
              // "In every case", "True of all three"
              "(?:in|for|on|under|with) (?:every|all|each|any) \\w+",
              "(?:[\\w-]+ ){0,4}(?:both|all|every|either) (?:lines?|three|two|four|five|six|of them)",
              "across the board",
              "about (?:every|all|each|any) .*",
              "(?:what |this |these |all of (?:this|these) |the following |everything (?:here|below) )?appl(?:ies|y) to (?:everyone|all|every|each)\\b.*",
              // "General credit requirements"
              "(?:standard|general|basic|common|universal|overall|minimum|all programs?)(?: (?:standard|general|credit|underwriting|program|pricing|lending|broker|equipment|finance|programs?|loan|eligibility))* (?:guidelines?|requirements?|criteria|terms|conditions|parameters|rules|notes|information|policies|qualifications?|standards?)")
          .map(words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE))
          .toList();

  /** "The truck (all programs)" */
  private static final Pattern REMARKED =
      Pattern.compile(
          "\\((?:for |on |in )?(?:all|every|each) " + KINDS + "\\)$", Pattern.CASE_INSENSITIVE);

  private GeneralHeading() {}

  /**
   * Whether it is one.
   *
   * @param plain a plain heading
   * @param base the same without remarks and brackets
   */
  static boolean is(String plain, String base) {
    return REMARKED.matcher(plain).find()
        || WHOLE.stream().anyMatch(words -> words.matcher(base).matches());
  }
}
