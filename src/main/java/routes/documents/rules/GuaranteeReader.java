package routes.documents.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads that owners must guarantee in person, in whatever words: a guarantee is named, required or
 * ascribed to the owners, and nothing else is said that could change the meaning.
 */
final class GuaranteeReader {

  private static final Pattern GUARANTEE =
      compile(
          "\\bpersonal guarant(?:ees?|y|ies|ors?)\\b|\\bpersonally guarant(?:ees?|y)\\b|\\bpgs?\\b");
  private static final Pattern REQUIRED =
      compile(
          "\\b(?:required?|requires|must|shall|need(?:s|ed)?|always|mandatory|have to|has to|signs?|provides?|gives?|executes?|personally)\\b|: ?yes\\b|^(?:an?|the|full|unlimited) ");
  private static final Pattern OF_OWNERS =
      compile(
          "\\b(?:of|from|by|for|on|:) ?(?:the |all |any |every |each )*(?:\\d+ ?%.*)?(?:owners?|principals?|members?|deals?|transactions?|shareholders?)\\b");
  private static final Pattern SHARE = compile("\\d+(?:\\.\\d+)? ?(?:%|percent)(?: ?\\+)?|>=?");
  private static final Vocabulary.Words BESIDE =
      Vocabulary.words(
          """
          a an the any all any each every of from by on for to in as is are be will shall must has have
          we our us their its who whose with owning owns own holding holds owner owners ownership
          principal principals member members shareholder shareholders stockholders partner partners
          holder holders officer officers business company companies entity corporation corporate
          borrower borrowers applicant applicants lessee obligor customer deal deals transaction
          transactions loan loans lease leases request requests application applications financing
          contract contracts obligation obligations debt debts credit facility program programs tier
          tiers more than or greater higher above at least over minimum of interest equity stake
          required require requires need needs needed mandatory always yes sign signs signed provide
          provides give gives execute executes personally unlimited full joint several and continuing
          valid guarantor guarantors guarantee guaranty that this
          """);

  private GuaranteeReader() {}

  /** Whether a plain sentence demands a personal guarantee and nothing else. */
  static boolean demands(String sentence) {
    Matcher guarantee = GUARANTEE.matcher(sentence);
    if (!guarantee.find()) {
      return false;
    }
    boolean demanded = REQUIRED.matcher(sentence).find() || OF_OWNERS.matcher(sentence).find();
    String rest = SHARE.matcher(guarantee.replaceAll(" ")).replaceAll(" ");
    return demanded
        && rest.chars().noneMatch(Character::isDigit)
        && !rest.contains("?")
        && BESIDE.holdAll(rest);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
