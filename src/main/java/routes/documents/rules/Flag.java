package routes.documents.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an application has or has not: the words for it. */
enum Flag {
  BANKRUPTCY("bankruptcy", "(?:personal |business )?(?:bankruptc(?:y|ies)|bk'?s?)(?: filings?)?"),
  FORECLOSURE("foreclosure", "foreclosures?"),
  REPOSSESSION("repossession", "(?:voluntary |involuntary )?(?:repossess?ions?|repos?)"),
  JUDGEMENT("judgement", "(?:civil )?judge?ments?"),
  TAX_LIEN("tax_lien", "(?:state |federal |irs )?(?:tax )?liens?"),
  COLLECTIONS("collections", "(?:collections?(?: accounts?)?|accounts? in collections?)"),
  CHARGE_OFF("", "charge[- ]?offs?"),
  PRIVATE_PARTY_SALE(
      "private_party_sale",
      "(?:sellers? who (?:are|is) |equipment )?(?:from )?(?:an? )?private[- ](?:part(?:y|ies)|sellers?)(?: (?:sales?|transactions?|purchases?|sellers?|deals?))?"),
  SALE_LEASEBACK(
      "sale_leaseback",
      "(?:s/lbs?\\b|sales?[- /&]*(?:and[- ])?lease[- ]?-?backs?|leasebacks?|slbs?)(?: transactions?)?"),
  START_UP(
      "start_up", "start[- ]?ups?(?: (?:businesses|business|companies|operations?|ventures?))?");

  private final String type;
  private final Pattern whole;
  private final Pattern within;

  Flag(String type, String words) {
    this.type = type;
    this.whole =
        Pattern.compile(
            "(?:any |prior |previous |personal |business |history of |past )*"
                + words
                + "(?: history| on (?:credit|file|record|bureau)| allowed| permitted| accepted| ever)?",
            Pattern.CASE_INSENSITIVE);
    this.within = Pattern.compile("\\b" + words + "\\b", Pattern.CASE_INSENSITIVE);
  }

  /** The criterion type; empty where policies have none. */
  String type() {
    return type;
  }

  /** The flag that these words name, when they name nothing else. */
  static Optional<Flag> named(String words) {
    String trimmed = words.trim().replaceAll("[.:?]+$", "").trim();
    for (Flag flag : values()) {
      if (flag.whole.matcher(trimmed).matches()) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }

  Matcher in(String text) {
    return within.matcher(text);
  }
}
