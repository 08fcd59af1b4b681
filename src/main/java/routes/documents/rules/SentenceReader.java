package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.rules.NumberReader.Mention;

/** Reads statements. */
final class SentenceReader {

  /** "No open bankruptcies; discharged 7+ years". */
  private static final Pattern DISCHARGED =
      Pattern.compile("(?i)(?:must (?:be|have been) )?discharged\\b");

  /** "Term: minimum 24 months / maximum 72 months" */
  private static final Pattern OTHER_END =
      Pattern.compile("(?i)(?:min|max)(?:imum)?\\.?:? .*\\d.*|.*\\d.* (?:min|max)(?:imum)?\\.?");

  private static final Pattern CONDITION =
      Pattern.compile("(?i)\\b(?:" + Vocabulary.CONDITION + ")\\b");

  /** Of two numbers either one. */
  private static final Pattern OR = Pattern.compile("(?i)\\bor\\b");

  private static final Pattern SEND = Pattern.compile("(?i)(?:please )?(?:add|send|include) ");

  private static final Pattern LEADING =
      Pattern.compile("(?i)(?:in|for|on|under|with|at|over|above|below|up to) ");

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
    Reading reading = numbers(plain, asides);
    if (reading.facts().isEmpty() && !asides.isEmpty()) {
      reading = numbers(Aside.opened(sentence), List.of());
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
    Reading reading = numbers(half, List.of());
    return reading.unread().isEmpty() ? reading.facts() : List.of();
  }

  private static Reading numbers(String sentence, List<Aside> asides) {
    List<String> clauses = new ArrayList<>(Clauses.of(sentence));
    int main = clauses.size();
    List<Aside> settled = new ArrayList<>();
    asides.forEach(aside -> clauses.add(aside.text()));
    int end = 0;
    Reading all = Reading.NONE;
    String general = null;
    Field carried = null;
    boolean wish = Vocabulary.wishes(sentence.split(" ", 2)[0]);
    for (int i = 0; i < clauses.size(); i++) {
      String clause = clauses.get(i);
      Guards.Parted parted = parted(clause, carried, clauses.size() == 1);
      boolean aside = i >= main;
      if (parted.unclear() || FlagReader.goesOnAfterTime(clause)) {
        return aside ? all : Reading.nothing(sentence);
      }
      if (parted.leading() && !aside) {
        general = parted.when();
        if (parted.text().matches("\\W*")) {
          String when = parted.when();
          boolean behind = when != null && all.facts().stream().allMatch(f -> f.when() == null);
          // "2 years, over $250,000"
          all = behind ? all.under(when) : all;
          continue;
        }
      }
      List<Fact> facts = clause(parted, carried, aside);
      boolean labelled =
          parted.leading()
              && (parted.text().startsWith(":") || SEND.matcher(parted.text()).lookingAt());
      if (facts.isEmpty() && !aside && (labelled || wantsPapers(all))) {
        // "2 years of tax returns and a current financial statement"
        facts =
            DemandReader.read(
                    "required "
                        + parted
                            .text()
                            .replaceFirst("(?i)^(?:: ?|(?:please )?(?:add|send|include) )", ""))
                .map(List::of)
                .orElse(facts);
      }
      boolean late =
          parted.when() != null
              && i > 0
              && !aside
              && !parted.leading()
              && !sameField(facts, carried);
      if (facts.isEmpty()
          && all.facts().isEmpty()
          && !aside
          && !FlagReader.mentioned(clause).isEmpty()) {
        // What follows may hold for these alone: "Private party sales are welcome, with 25% down".
        return Reading.nothing(sentence);
      }
      if (i == 0
          && facts.isEmpty()
          && !aside
          && main > 1
          && LEADING.matcher(clause).lookingAt()
          && !Vocabulary.harmless(clause)
          && parted.when() == null) {
        // "In Core and Select, ..." is said of these alone.
        return Reading.nothing(sentence);
      }
      boolean behind = i > 0 && !aside && endsInCondition(clauses.get(i - 1));
      // "10% down if FICO is under 640 and time in business is under 2 years"
      boolean unfinished = behind && (facts.isEmpty() || sentence.contains(" and " + clause));
      if (late || unfinished || (facts.isEmpty() && conditional(clause) && !aside)) {
        return Reading.nothing(sentence);
      }
      if (aside && settled.contains(asides.get(i - main))) {
        continue;
      }
      if (!aside) {
        int from = end;
        int to = Math.max(end, sentence.indexOf(clause, end) + clause.length());
        end = to;
        Aside.Qualified said =
            Aside.qualified(
                facts, asides.stream().filter(one -> one.at() > from && one.at() <= to).toList());
        settled.addAll(said.by());
        if (said.takenBack()) {
          all = all.and(Reading.nothing(clause));
          continue;
        }
        facts = said.facts();
      }
      if (facts.isEmpty()) {
        all = aside ? all : all.and(Reading.nothing(clause));
      }
      String guard = parted.when() == null ? general : parted.when();
      boolean wished = wish;
      all =
          all.and(
              Reading.of(
                  facts.stream()
                      .map(fact -> fact.under(guard))
                      .map(fact -> wished ? fact.wished() : fact)
                      .toList()));
      List<Mention> mentions = NumberReader.mentions(parted.text());
      if (!aside) {
        long fields = mentions.stream().map(Mention::field).distinct().count();
        boolean remark = fields == 0 && Quantities.in(parted.text()).isEmpty();
        carried = fields == 1 ? mentions.get(0).field() : remark ? carried : null;
      }
    }
    return all;
  }

  /** A clause without its condition; one that says nothing else is no condition. */
  private static Guards.Parted parted(String clause, @Nullable Field carried, boolean alone) {
    Guards.Parted parted = Guards.part(clause, guardable(clause, carried));
    return alone && parted.text().matches("\\W*")
        ? new Guards.Parted(clause, null, false, false)
        : parted;
  }

  /** Whether what follows a clause may be more of its condition. */
  private static boolean endsInCondition(String clause) {
    Guards.Parted parted = Guards.part(clause, true);
    return parted.when() != null && !parted.leading() && CONDITION.matcher(clause).find();
  }

  private static boolean wantsPapers(Reading before) {
    return before.facts().stream()
        .anyMatch(
            fact -> fact.type().equals("tax_returns") || fact.type().equals("bank_statements"));
  }

  private static boolean sameField(List<Fact> facts, @Nullable Field carried) {
    return carried != null && facts.stream().allMatch(fact -> fact.type().equals(carried.type()));
  }

  private static List<Fact> clause(Guards.Parted parted, @Nullable Field carried, boolean aside) {
    Optional<List<Fact>> flags = FlagReader.read(parted.text());
    if (flags.isPresent() && !aside) {
      return flags.get();
    }
    boolean more =
        parted.when() != null
            || Vocabulary.wishes(parted.text())
            || OTHER_END.matcher(parted.text()).matches();
    Field inherited = more ? carried : null;
    return NumberReader.read(parted.text(), inherited);
  }

  /** Amounts are a condition where the clause is about something else than amounts. */
  private static boolean guardable(String clause, @Nullable Field carried) {
    List<Mention> mentions = NumberReader.mentions(clause);
    boolean other =
        mentions.stream().anyMatch(m -> m.field().kind() != Field.Kind.MONEY)
            || (carried != null && carried.kind() != Field.Kind.MONEY && mentions.isEmpty());
    boolean wholly = mentions.stream().anyMatch(m -> m.field() == Field.APPLICATION_ONLY);
    boolean papers =
        clause.matches("(?i).*\\b(?:financial statements?|financials|personal guarant\\w+)\\b.*");
    return (other || papers) && !wholly;
  }

  /** Whether words speak of a kind of equipment. */
  static boolean ofKind(String words) {
    return KIND.matcher(words).find();
  }

  /** Whether words set a condition. */
  static boolean conditional(String clause) {
    return CONDITION.matcher(clause).find()
        || (!Quantities.in(clause).isEmpty() && OR.matcher(clause).find());
  }
}
