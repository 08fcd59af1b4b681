package routes.documents.rules;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds from when a guideline holds. */
final class Dates {

  private static final Pattern EFFECTIVE =
      Pattern.compile(
          "\\b(?:effective|eff\\.|valid|good|in (?:force|effect)|(?:received|submitted) (?:on or after|from)|takes? effect|(?:apply|applies)\\b[^.]{0,50}\\b(?:from|on or after))(?: as of| date| from| on|:)*:? *(?<date>[A-Za-z]{3,9}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|[A-Za-z]{3,9} \\d{4})",
          Pattern.CASE_INSENSITIVE);
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("MMMM d yyyy"),
          form("MMM d yyyy"),
          form("M/d/yyyy"),
          form("M/d/yy"),
          form("yyyy-MM-dd"));

  private Dates() {}

  /** The first day that a text says its rules hold. */
  static Optional<LocalDate> effective(String text) {
    Matcher matcher = EFFECTIVE.matcher(Prose.plain(text));
    return matcher.find() ? parse(matcher.group("date")) : Optional.empty();
  }

  private static Optional<LocalDate> parse(String words) {
    String plain =
        words
            .replaceAll("(?<=\\d)(?:st|nd|rd|th)", "")
            .replaceAll("[,.](?= )", "")
            .replaceAll("(?<=\\d)[.-](?=\\d{1,2}[.-]\\d{2,4})", "/")
            .replaceAll("(?<=/\\d{1,2})[.-]", "/");
    String whole = plain.matches("[A-Za-z]+ \\d{4}") ? plain.replace(" ", " 1 ") : plain;
    for (DateTimeFormatter form : FORMS) {
      try {
        return Optional.of(LocalDate.parse(whole, form));
      } catch (DateTimeParseException e) {
        // The next form may fit.
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US);
  }
}
