package routes.hatchet.client;

import java.util.regex.Pattern;

/**
 * Takes out of a sentence what is about a person by its shape: social security, account and phone
 * numbers, e-mail addresses, and what libraries quote of the data they refuse. Names have no shape:
 * whoever writes a sentence about a field of a person leaves its value out.
 */
public final class PersonalData {

  /** What stands in its place. */
  public static final String MASK = "…";

  private static final String ALONE = "(?<![\\w.-])";
  private static final String ENDS = "(?![\\w-]|\\.\\d)";

  private static final Pattern SHAPES =
      Pattern.compile(
          String.join(
              "|",
              // 123-45-6789
              ALONE + "\\d{3}[- ]\\d{2}[- ]\\d{4}" + ENDS,
              // (555) 123-4567, +1 555.123.4567
              "(?<![\\w.+-])(?:\\+?1[-. ]?)?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-. ]\\d{4}" + ENDS,
              // The same and accounts without their dashes; amounts of money are shorter.
              ALONE + "\\d{9,17}" + ENDS,
              // Begun at the front of a word only, and never given back: a long one costs its
              // length.
              "(?<![\\w.+%-])[\\w.+%-]++@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}",
              // Jackson
              "(?<=from String )\"[^\"]*\"|(?<=Unrecognized token )'[^']*'",
              // PostgreSQL
              "(?<=Failing row contains )\\(.*\\)|(?<=\\)=)\\([^)]*\\)"));

  private PersonalData() {}

  /** The sentence without it. */
  public static String masked(String sentence) {
    return SHAPES.matcher(sentence).replaceAll(MASK);
  }
}
