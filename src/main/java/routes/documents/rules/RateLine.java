package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Rate;

/**
 * A rate in a line of its own: "Established business, $5,000 - $49,999: 8.99%".
 *
 * @param program whose rate it is; absent when it is that of the program the line stands in
 * @param bands of amounts and of months, one of each at most
 * @param bps the rate in basis points
 */
record RateLine(@Nullable ProgramName program, List<Band> bands, int bps) {

  private static final Pattern LINE =
      Pattern.compile(
          "(?:(?<name>[^:$\\d]{2,40}?)(?:,| -|:)? )??(?<bands>(?:up to |over |under )?\\$.+?)(?::| -| =)? (?<rate>\\d{1,2}(?:\\.\\d{1,2})? ?%)\\.?");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)(?:our |the )?(?:buy |base )?rates?(?:,| -|:)? (?:for |at )?(?<bands>.*\\d.*)");

  private static final Pattern BANDED =
      Pattern.compile(
          "(?i)(?<rate>\\d{1,2}(?:\\.\\d{1,2})? ?%),? (?:for |on |at )?(?:terms? (?:of |from ))?(?<bands>.+)");

  /** ", at any amount." */
  private static final Pattern AT_ALL =
      Pattern.compile("(?i),? (?:at|for|on) (?:any|all|every) (?:amounts?|terms?)\\.?$");

  private static final Pattern RATES =
      Pattern.compile("(?i)\\b(?:rates?|pricing)\\b(?!.*\\b(?:fees?|points)\\b)");

  /** The rate that a line below a heading states and nothing else. */
  static Optional<RateLine> of(String heading, String text) {
    Matcher line = LINE.matcher(Prose.plain(text));
    if (!RATES.matcher(heading).find() || !line.matches()) {
      return Optional.empty();
    }
    String name = line.group("name");
    Optional<ProgramName> program = name == null ? Optional.empty() : ProgramName.in(name);
    List<Band> bands = Band.all(line.group("bands"), false);
    OptionalInt bps = BuyRate.value(line.group("rate"));
    boolean whole = (name == null || program.isPresent()) && !bands.isEmpty() && bps.isPresent();
    return whole
        ? Optional.of(new RateLine(program.orElse(null), bands, bps.getAsInt()))
        : Optional.empty();
  }

  /**
   * The rate beside a label that says for which amounts or terms it is: "Rate, 49 to 72 months".
   */
  static Optional<RateLine> labelled(String label, String value) {
    Matcher matcher = LABEL.matcher(label);
    OptionalInt bps = BuyRate.value(value);
    List<Band> bands =
        matcher.matches() && bps.isPresent() ? Band.all(matcher.group("bands"), true) : List.of();
    return bands.isEmpty()
        ? Optional.empty()
        : Optional.of(new RateLine(null, bands, bps.getAsInt()));
  }

  /**
   * The rates of a value that gives one for each band: "7.40% to 60 months; 7.75% for 61 to 84".
   */
  static List<RateLine> each(String value) {
    List<RateLine> lines = new ArrayList<>();
    String plain = AT_ALL.matcher(Prose.plain(value)).replaceFirst("");
    for (String part : plain.split("[;,] (?=\\d)| (?=\\d{1,2}\\.\\d{1,2} ?%)", -1)) {
      Matcher one = BANDED.matcher(part);
      OptionalInt bps = one.matches() ? BuyRate.value(one.group("rate")) : OptionalInt.empty();
      List<Band> bands = bps.isEmpty() ? List.of() : Band.all(one.group("bands"), true);
      if (bands.isEmpty()) {
        return List.of();
      }
      lines.add(new RateLine(null, bands, bps.getAsInt()));
    }
    return lines;
  }

  /** The rate, found on a page in these words. */
  Rate rate(int page, String quote) {
    Band amount = band(Field.LOAN_AMOUNT);
    Band term = band(Field.LOAN_TERM);
    return new Rate(
        amount == null ? null : amount.low(),
        amount == null ? null : amount.high(),
        term == null || term.low() == null ? null : term.low().intValueExact(),
        term == null || term.high() == null ? null : term.high().intValueExact(),
        bps,
        page,
        quote);
  }

  private @Nullable Band band(Field field) {
    return bands.stream().filter(band -> band.of() == field).findFirst().orElse(null);
  }
}
