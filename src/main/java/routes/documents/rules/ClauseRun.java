package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.rules.NumberReader.Mention;

/**
 * Reads the clauses of one sentence in their order. What one says can hold for those behind it: a
 * condition, or what the numbers are about.
 */
final class ClauseRun {

  /** "Term: minimum 24 months / maximum 72 months" */
  private static final Pattern OTHER_END =
      Pattern.compile("(?i)(?:min|max)(?:imum)?\\.?:? .*\\d.*|.*\\d.* (?:min|max)(?:imum)?\\.?");

  private static final Pattern SEND = Pattern.compile("(?i)(?:please )?(?:add|send|include) ");

  private static final Pattern LEADING =
      Pattern.compile("(?i)(?:in|for|on|under|with|at|over|above|below|up to) ");

  private static final Pattern PAPERS =
      Pattern.compile("(?i)\\b(?:financial statements?|financials|personal guarant\\w+)\\b");

  private final String sentence;
  private final List<String> clauses;
  private final List<Aside> asides;
  private final boolean wished;

  private final List<Aside> settled = new ArrayList<>();
  private Reading read = Reading.NONE;
  private int end;

  /** The condition that stands before what it holds for. */
  private @Nullable String general;

  /** What the numbers of the last clause are about. */
  private @Nullable Field carried;

  private ClauseRun(String sentence, List<Aside> asides) {
    this.sentence = sentence;
    this.clauses = Clauses.of(sentence);
    this.asides = asides;
    this.wished = Vocabulary.wishes(sentence.split(" ", 2)[0]);
  }

  /**
   * Reads a sentence with numbers.
   *
   * @param sentence plain, without its brackets
   * @param asides what stands in them
   */
  static Reading read(String sentence, List<Aside> asides) {
    return new ClauseRun(sentence, asides).read();
  }

  private Reading read() {
    boolean alone = clauses.size() + asides.size() == 1;
    @Nullable String before = null;
    for (String clause : clauses) {
      if (!clause(clause, before, alone)) {
        return Reading.nothing(sentence);
      }
      before = clause;
    }
    asides();
    return read;
  }

  /** Whether a clause leaves the sentence readable. */
  private boolean clause(String clause, @Nullable String before, boolean alone) {
    Guards.Parted parted = parted(clause, alone);
    if (unclear(clause, parted)) {
      return false;
    }
    if (parted.leading()) {
      general = parted.when();
      if (parted.saysNothingElse()) {
        alsoBehind(general);
        return true;
      }
    }
    List<Fact> facts = papers(parted, facts(parted, false));
    if (halfSaid(clause, before, parted, facts)) {
      return false;
    }
    Aside.Qualified said = Aside.qualified(facts, beside(clause));
    settled.addAll(said.by());
    if (said.takenBack()) {
      read = read.and(Reading.nothing(clause));
      return true;
    }
    add(parted, said.facts());
    if (said.facts().isEmpty()) {
      read = read.and(Reading.nothing(clause));
    }
    carry(parted.text());
    return true;
  }

  /** What stands in brackets, and is neither a condition nor an exception. */
  private void asides() {
    for (Aside aside : asides) {
      if (settled.contains(aside)) {
        continue;
      }
      Guards.Parted parted = parted(aside.text(), false);
      if (unclear(aside.text(), parted)) {
        return;
      }
      add(parted, facts(parted, true));
    }
  }

  private static boolean unclear(String clause, Guards.Parted parted) {
    return parted.unclear() || FlagReader.goesOnAfterTime(clause);
  }

  private void add(Guards.Parted parted, List<Fact> facts) {
    String guard = parted.when() == null ? general : parted.when();
    read =
        read.and(
            Reading.of(
                facts.stream()
                    .map(fact -> fact.under(guard))
                    .map(fact -> wished ? fact.wished() : fact)
                    .toList()));
  }

  /** "2 years, over $250,000" */
  private void alsoBehind(@Nullable String condition) {
    if (condition != null && read.facts().stream().allMatch(fact -> fact.when() == null)) {
      read = read.under(condition);
    }
  }

  /** What a clause says must not be taken for all that the sentence says. */
  private boolean halfSaid(
      String clause, @Nullable String before, Guards.Parted parted, List<Fact> facts) {
    // What follows may hold for these alone: "Private party sales are welcome, with 25% down".
    boolean named =
        facts.isEmpty() && read.facts().isEmpty() && !FlagReader.mentioned(clause).isEmpty();
    // "In Core and Select, ..." is said of these alone.
    boolean ofSome =
        before == null
            && clauses.size() > 1
            && facts.isEmpty()
            && parted.when() == null
            && LEADING.matcher(clause).lookingAt()
            && !Vocabulary.harmless(clause);
    boolean late =
        before != null && parted.when() != null && !parted.leading() && !sameField(facts);
    // "10% down if FICO is under 640 and time in business is under 2 years"
    boolean unfinished =
        before != null
            && endsInCondition(before)
            && (facts.isEmpty() || sentence.contains(" and " + clause));
    boolean conditional = facts.isEmpty() && SentenceReader.conditional(clause);
    return named || ofSome || late || unfinished || conditional;
  }

  /** The brackets behind words of a clause. */
  private List<Aside> beside(String clause) {
    int from = end;
    int to = Math.max(from, sentence.indexOf(clause, from) + clause.length());
    end = to;
    return asides.stream().filter(aside -> aside.at() > from && aside.at() <= to).toList();
  }

  private void carry(String clause) {
    List<Mention> mentions = NumberReader.mentions(clause);
    long fields = mentions.stream().map(Mention::field).distinct().count();
    boolean remark = fields == 0 && Quantities.in(clause).isEmpty();
    carried = fields == 1 ? mentions.get(0).field() : remark ? carried : null;
  }

  /** A clause without its condition; one that says nothing else is no condition. */
  private Guards.Parted parted(String clause, boolean alone) {
    Guards.Parted parted = Guards.part(clause, guardable(clause));
    return alone && parted.saysNothingElse()
        ? new Guards.Parted(clause, null, false, false)
        : parted;
  }

  private List<Fact> facts(Guards.Parted parted, boolean aside) {
    Optional<List<Fact>> flags = aside ? Optional.empty() : FlagReader.read(parted.text());
    boolean more =
        parted.when() != null
            || Vocabulary.wishes(parted.text())
            || OTHER_END.matcher(parted.text()).matches();
    return flags.orElseGet(() -> NumberReader.read(parted.text(), more ? carried : null));
  }

  /** "2 years of tax returns and a current financial statement" */
  private List<Fact> papers(Guards.Parted parted, List<Fact> facts) {
    String text = parted.text();
    boolean labelled = parted.leading() && (text.startsWith(":") || SEND.matcher(text).lookingAt());
    if (!facts.isEmpty() || !(labelled || wantsPapers())) {
      return facts;
    }
    String named = text.replaceFirst("(?i)^(?:: ?|(?:please )?(?:add|send|include) )", "");
    return DemandReader.read("required " + named).map(List::of).orElse(facts);
  }

  private boolean wantsPapers() {
    return read.facts().stream()
        .anyMatch(
            fact -> fact.type().equals("tax_returns") || fact.type().equals("bank_statements"));
  }

  private boolean sameField(List<Fact> facts) {
    Field field = carried;
    return field != null && facts.stream().allMatch(fact -> fact.type().equals(field.type()));
  }

  /** Whether what follows a clause may be more of its condition. */
  private static boolean endsInCondition(String clause) {
    Guards.Parted parted = Guards.part(clause, true);
    return parted.when() != null && !parted.leading() && SentenceReader.conditions(clause);
  }

  /** Amounts are a condition where the clause is about something else than amounts. */
  private boolean guardable(String clause) {
    List<Mention> mentions = NumberReader.mentions(clause);
    boolean other =
        mentions.stream().anyMatch(m -> m.field().kind() != Field.Kind.MONEY)
            || (carried != null && carried.kind() != Field.Kind.MONEY && mentions.isEmpty());
    boolean wholly = mentions.stream().anyMatch(m -> m.field() == Field.APPLICATION_ONLY);
    return (other || PAPERS.matcher(clause).find()) && !wholly;
  }
}
