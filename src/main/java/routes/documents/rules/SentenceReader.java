package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads statements. */
final class SentenceReader {

  /** "No open bankruptcies; discharged 7+ years". */
  private static final Pattern DISCHARGED =
      Pattern.compile("(?i)(?:must (?:be|have been) )?discharged\\b");

  private static final Pattern CONDITION =
      Pattern.compile("(?i)\\b(?:" + Vocabulary.CONDITION + ")\\b");

  /** Of two numbers either one. */
  private static final Pattern OR = Pattern.compile("(?i)\\bor\\b");

  private static final Pattern KIND =
      Pattern.compile("(?i)\\b(?:trucks?|tractors?|trailers?|bus(?:es)?|vans?)\\b");

  private static final Pattern KINDS =
      Pattern.compile("(?i)\\b(?:trucks?|tractors?|trailers?|bus(?:es)?|vans?|equipment)\\b");

  private SentenceReader() {}

  /** Reads a statement. */
  static Reading read(String statement) {
    Reading all = Reading.NONE;
    String before = "";
    for (String spoken : Prose.sentences(Prose.plain(statement))) {
      String sentence = Spoken.out(spoken, before);
      boolean goesOn =
          DISCHARGED.matcher(sentence).lookingAt() && Flag.BANKRUPTCY.in(before).find();
      Reading one = sentence(goesOn ? "Bankruptcies " + sentence : sentence);
      String kind = before.isEmpty() || KINDS.matcher(sentence).find() ? null : Guards.kind(before);
      all = all.and(kind == null ? one : ofTheSame(kind, one));
      before = sentence;
    }
    return all;
  }

  /** "Trucks: 7 years or newer; 500,000 miles at most": the miles are the trucks' as well. */
  private static Reading ofTheSame(String kind, Reading reading) {
    return new Reading(
        reading.facts().stream()
            .map(
                fact ->
                    fact.when() == null
                            && (fact.type().equals("equipment_mileage")
                                || fact.type().equals("equipment_age"))
                        ? fact.under(kind)
                        : fact)
            .toList(),
        reading.unread());
  }

  /** Reads one plain sentence. */
  static Reading sentence(String sentence) {
    Optional<List<Fact>> flags = FlagReader.read(sentence);
    if (flags.isPresent()) {
      return Reading.of(flags.get());
    }
    Optional<List<Fact>> suffices = ApplicationOnly.stated(sentence);
    if (suffices.isPresent()) {
      return Reading.of(suffices.get());
    }
    Optional<List<Fact>> both = both(sentence);
    if (both.isPresent()) {
      return Reading.of(both.get());
    }
    Optional<List<Fact>> remarked = FlagReader.readBeforeRemark(sentence);
    if (remarked.isPresent()) {
      return Reading.of(remarked.get());
    }
    String plain = Aside.without(sentence);
    List<Aside> asides = Aside.in(sentence);
    boolean remarks =
        !asides.isEmpty() && asides.stream().map(Aside::text).allMatch(FlagReader::changesNothing);
    Optional<List<Fact>> unasided = remarks ? FlagReader.read(plain) : Optional.empty();
    if (unasided.isPresent()) {
      return Reading.of(unasided.get());
    }
    Reading reading = ClauseRun.read(plain, asides);
    if (reading.facts().isEmpty() && !asides.isEmpty()) {
      reading = ClauseRun.read(Aside.opened(sentence), List.of());
    }
    return reading.facts().isEmpty() ? Reading.nothing(sentence) : reading;
  }

  /** What two statements demand that one sentence joins: "..., and a guarantee is required". */
  private static Optional<List<Fact>> both(String sentence) {
    String[] halves =
        sentence.split(
            "[,;] (?:and|but) | and (?=(?:we|no|shall|must|be|has to|have to)\\b)|, (?=no |(?:discharged|dismissed) )",
            -1);
    if (halves.length < 2) {
      return Optional.empty();
    }
    List<Fact> facts = new ArrayList<>();
    for (String half : halves) {
      String plain = half.replaceFirst("(?i)^(?:and )?an? (?=personal)", "");
      Optional<List<Fact>> flags = FlagReader.read(plain);
      List<Fact> read = flags.orElseGet(() -> wholly(plain));
      if (read.isEmpty() && flags.isEmpty()) {
        return Optional.empty();
      }
      facts.addAll(read);
    }
    return Optional.of(facts);
  }

  /** What a half says of numbers, when it says nothing else and sets no condition. */
  private static List<Fact> wholly(String half) {
    if (conditional(half) || half.contains("(") || Guards.part(half, true).when() != null) {
      return List.of();
    }
    Reading reading = ClauseRun.read(half, List.of());
    return reading.unread().isEmpty() ? reading.facts() : List.of();
  }

  /** Whether words speak of a kind of equipment. */
  static boolean ofKind(String words) {
    return KIND.matcher(words).find();
  }

  /** Whether a clause has words of a condition. */
  static boolean conditions(String clause) {
    return CONDITION.matcher(clause).find();
  }

  /** Whether words set a condition. */
  static boolean conditional(String clause) {
    return conditions(clause) || (!Quantities.in(clause).isEmpty() && OR.matcher(clause).find());
  }
}
