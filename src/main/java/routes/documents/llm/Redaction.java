package routes.documents.llm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes personal data out of what is sent to a model. What stands in its place names its kind, so
 * that a sentence can still be understood and quoted.
 */
final class Redaction {

  private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

  static {
    kind("[\\p{Alnum}._%+-]+@[\\p{Alnum}.-]+\\.\\p{Alpha}{2,}", "[email]");
    kind("(?<![\\d-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![\\d-])", "[ssn]");
    kind("(?i)\\b(?:ssn|social security(?: number)?)\\b[:#. ]*\\d(?:[ -]?\\d){6,}", "[ssn]");
    kind("(?i)\\b(?:tax id|ein)\\b[:#. ]*\\d(?:[ -]?\\d){6,}", "[ein]");
    kind("(?<![\\d-])\\d{2}-\\d{7}(?![\\d-])", "[ein]");
    kind("(?<!\\d)(?:\\d{4}[- ]){3}\\d{4}(?!\\d)", "[card]");
    kind(
        "(?<![\\d$.,])(?:\\+?1[-. ]?)?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}(?![\\d%])",
        "[phone]");
    kind(
        "(?i)\\b(?:dob|d\\.o\\.b\\.|date of birth|born(?: on)?)\\b[:"
            + " ]*\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}",
        "[dob]");
    kind(
        "(?i)\\b(?:account|acct|routing|aba|iban)\\b(?: number| no\\.?|#)?[:# ]*[A-Z]{0,2}\\d[\\d"
            + " -]{5,}",
        "[account]");
    kind("(?<![\\d$.,-])\\d{9,18}(?![\\d.,%-])", "[account]");
  }

  private Redaction() {}

  private static void kind(String regex, String name) {
    KINDS.put(Pattern.compile(regex), name);
  }

  /** The text without personal data. */
  static String of(String text) {
    String redacted = text;
    for (Map.Entry<Pattern, String> kind : KINDS.entrySet()) {
      redacted = kind.getKey().matcher(redacted).replaceAll(kind.getValue());
    }
    return redacted;
  }
}
