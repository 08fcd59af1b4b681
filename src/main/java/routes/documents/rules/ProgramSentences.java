package routes.documents.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Enters what sentences say of programs that they name. */
final class ProgramSentences {

  /** "Start-Up only: 15% down" */
  private static final Pattern OF_ONE =
      Pattern.compile("(?<name>[A-Z][\\w+/&' -]{2,40}?) only: (?<rest>.+)");

  private static final Pattern STEP =
      Pattern.compile("(?<name>[^:,.;]{1,25}?)(?: - |: )(?<rest>.*\\d.*)");

  private static final Pattern FOR_PROGRAMS =
      Pattern.compile(
          "(?<rule>.+?),? (?i:for|in|on|under|with) (?:the |our )?(?<names>[A-Z][^.;:%$\\d]{2,60}?)(?: (?:programs?|tiers?))?\\.?");

  private static final Pattern IN_PROGRAMS =
      Pattern.compile(
          "(?i:for|in|on|under|with) (?:the |our )?(?<names>[A-Z][^.;:,%$\\d]{2,60}?)(?: (?:programs?|tiers?))?(?: only)?[,:] (?<rule>.+)");

  private static final Pattern PROGRAMS_FIRST =
      Pattern.compile(
          "(?<names>[A-Z][^.;:%$\\d]{2,80}?(?:,| and | & | ?/ ?)[^.;:%$\\d]{2,40}?): (?<rule>.+)");

  private static final Pattern PARAGRAPH =
      Pattern.compile("(?<name>[A-Z][\\w+&' -]{0,30}?)\\. (?<rest>[A-Z$\\d].*)");

  private static final Pattern NAMES = Pattern.compile(", and | and | or |, | ?[/&] ?");

  private final GuidelineReader reader;
  private final Ledger ledger;

  ProgramSentences(GuidelineReader reader, Ledger ledger) {
    this.reader = reader;
    this.ledger = ledger;
  }

  /** "Tier 1 - 5+ years in business, 700+ FICO": what follows is said for that tier alone. */
  boolean step(String text, String plain) {
    Optional<ProgramName> program = ofStep(plain);
    Matcher label = STEP.matcher(plain);
    if (program.isEmpty() || !label.matches()) {
      return false;
    }
    ProgramNode place = reader.enclosing(Float.MAX_VALUE);
    String rest = label.group("rest").replaceAll("(?i),? any (?:amount|term)\\b|\\.$", "");
    OptionalInt bps = BuyRate.stated(rest);
    if (bps.isPresent()) {
      reader.rate(place.child(program.get(), 0, ledger.page(), false), bps.getAsInt(), text);
      return true;
    }
    Reading reading = Statements.read(rest);
    ledger.enter(place.child(program.get(), 0, ledger.page(), false), reading, text);
    return true;
  }

  /** "Gold over $200,000: 2 years of tax returns" is said of no other program. */
  boolean begins(String text, String plain) {
    Matcher only = OF_ONE.matcher(plain);
    Optional<ProgramName> one =
        only.matches() ? ProgramName.in(only.group("name")) : Optional.empty();
    for (ProgramNode node = reader.context().node(); node != null; node = node.parent()) {
      Optional<ProgramNode> program = node.spokenOf(plain);
      if (program.isPresent()) {
        String rest = plain.substring(program.get().name().length()).replaceFirst("^[,: ]+", "");
        ledger.enter(program.get(), Statements.read(rest), text);
        return true;
      }
      if (one.isPresent() && node.has(one.get())) {
        ProgramNode of = node.child(one.get(), 0, ledger.page(), false);
        ledger.enter(of, Statements.read(only.group("rest")), text);
        return true;
      }
    }
    Optional<ProgramNode> elsewhere = reader.root().spokenOfBelow(plain);
    if (elsewhere.isPresent()) {
      String rest = plain.substring(elsewhere.get().name().length()).replaceFirst("^[,: ]+", "");
      ledger.enter(elsewhere.get(), Statements.read(rest), text);
      return true;
    }
    one.ifPresent(unknown -> ledger.unread(text));
    return one.isPresent();
  }

  /** "A Credit. $20,000 to $300,000. At least 4 years in business": a paragraph of a program. */
  boolean runIn(String text) {
    Matcher paragraph = PARAGRAPH.matcher(text);
    if (!paragraph.matches()) {
      return false;
    }
    Optional<ProgramNode> program = known(paragraph.group("name"));
    program.ifPresent(
        node ->
            reader.within(
                reader.context().in(node),
                () -> Prose.sentences(paragraph.group("rest")).forEach(reader::statement)));
    return program.isPresent();
  }

  /** "Private party sales are not available for C Credit and Start-Up" */
  boolean namesThem(String text) {
    for (Pattern form : List.of(FOR_PROGRAMS, IN_PROGRAMS, PROGRAMS_FIRST)) {
      Matcher said = form.matcher(Prose.plain(text));
      if (!said.matches()) {
        continue;
      }
      List<Optional<ProgramNode>> named =
          Stream.of(NAMES.split(said.group("names"), -1)).map(this::known).toList();
      Reading reading = Statements.read(said.group("rule"));
      if (named.stream().allMatch(Optional::isPresent)
          && !reading.facts().isEmpty()
          && reading.unread().isEmpty()) {
        named.forEach(node -> ledger.enter(node.orElseThrow(), reading, text));
        return true;
      }
    }
    return false;
  }

  private Optional<ProgramNode> known(String words) {
    ProgramName name = ProgramName.of(words.trim());
    for (ProgramNode node = reader.context().node(); node != null; node = node.parent()) {
      if (node.has(name)) {
        return Optional.of(node.child(name, 0, ledger.page(), false));
      }
    }
    return reader.root().spokenOf(name);
  }

  /** Whether a sentence begins with the name of a step. */
  static boolean isStep(String plain) {
    return ofStep(plain).isPresent();
  }

  private static Optional<ProgramName> ofStep(String plain) {
    Matcher label = STEP.matcher(plain);
    return label.matches()
        ? ProgramName.in(label.group("name")).filter(ProgramName::isStep)
        : Optional.empty();
  }

  /** "Tier 1: 700 FICO, 5 years in business". */
  boolean keyed(String label, String value) {
    Optional<ProgramName> program = ProgramName.in(label);
    if (program.isEmpty()) {
      return false;
    }
    Reading reading = Statements.read(value);
    if (reading.facts().isEmpty()) {
      return false;
    }
    ProgramNode node = reader.context().node().child(program.get(), 0, ledger.page(), false);
    ledger.enter(node, reading, label + ": " + value);
    return true;
  }
}
