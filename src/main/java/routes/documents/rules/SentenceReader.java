package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.documents.rules.NumberReader.Mention;
import routes.lending.policy.Operator;

/** Reads statements, and labels with their values. */
final class SentenceReader {

  private static final Pattern ASIDE = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern NO_LIMIT =
      Pattern.compile(
          "(?i)(?:no|none|n/?a|not applicable|no (?:\\w+ ){0,2}(?:restrictions?|limits?|minimum|maximum|requirements?)|unlimited|not required|-+|any)");
  private static final Pattern UNSURE_START =
      Pattern.compile("(?i)^(?:see|call|contact|ask|email|may|depends|varies|case)\\b.*");

  /** "No open bankruptcies; discharged 7+ years". */
  private static final Pattern DISCHARGED =
      Pattern.compile("(?i)(?:must (?:be|have been) )?discharged\\b");

  /** "Max Amount (App Only)". */
  private static final Pattern APP_ONLY =
      Pattern.compile(
          "(?i)\\b(?:amount|limit|max\\w*)\\b.*\\bapp(?:lication)?[- ]only\\b|\\bapp(?:lication)?[- ]only\\b.*\\b(?:limit|max\\w*|amount)");

  /** "Each submission must include" */
  private static final Pattern DEMANDING =
      Pattern.compile(
          "(?i)(?:(?:please|we|you|us|also|will|must|shall|should|to|each|every|all|the|following|a|an|our|your|complete|full|submissions?|packages?|applications?|requests?|files?|deals?|transactions?|comes?|in|with|include|includes|contain|provide|send|submit|furnish|needs?|requires?|required|needed|items?|documents?|be|accompanied|by|and|of)\\b[ ,]*)*\\b(?:includ\\w+|contain|provide|send|submit|furnish|needs?|requires?|required|needed|with|by)\\b(?:[ ,]*(?:us|the|following|items?|also|all|of|documents?|with|every|each|submission|package|application))*");

  private static final Pattern SIZED =
      Pattern.compile(
          "(?i)(?:over|above|under|below|up to|greater than|more than) \\$ ?[\\d,.]+ ?(?:k|mm|million)?");

  private static final Pattern LIMITED =
      Pattern.compile(
          "(?i)\\b(?:larger|smaller|above|below|over|under|otherwise|may|might|who (?:do|are|own|have)|that|which|not|without|than|deals|requests|transactions|\\d)\\b");

  /** "Term: minimum 24 months / maximum 72 months" */
  private static final Pattern OTHER_END =
      Pattern.compile("(?i)(?:min|max)(?:imum)?\\.?:? .*\\d.*|.*\\d.* (?:min|max)(?:imum)?\\.?");

  private static final Pattern PAPERS =
      Pattern.compile(
          "(?i)(?:required )?(?:documents?|documentation|docs|paperwork)(?: required| needed)?");

  private SentenceReader() {}

  /** Reads a statement. */
  static Reading read(String statement) {
    Reading all = Reading.NONE;
    String before = "";
    for (String sentence : Prose.sentences(Prose.plain(statement))) {
      boolean goesOn =
          DISCHARGED.matcher(sentence).lookingAt() && Flag.BANKRUPTCY.in(before).find();
      Reading one = sentence(goesOn ? "Bankruptcies " + sentence : sentence);
      String kind = before.isEmpty() ? null : Guards.kind(before);
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

  /** Reads a label or question with its value or answer. */
  static Reading keyed(String label, String value) {
    String key = Prose.plain(label);
    String answer = Prose.plain(value).replaceFirst("(?i)^yes[,:;.]? (?:- )?(?=[$<>=\\d])", "");
    Optional<List<Fact>> answered = FlagReader.answer(key, answer);
    if (answered.isPresent()) {
      return Reading.of(answered.get());
    }
    String name = key.replaceAll("[?:]+$", "").trim();
    Matcher only = ASIDE.matcher(name);
    if (only.find()) {
      String when = Guards.part("requests " + only.group(1), true).when();
      if (when != null) {
        return keyed(only.replaceAll(" ").trim(), value).under(when);
      }
    }
    boolean fielded = !NumberReader.mentions(name).isEmpty();
    if (NO_LIMIT.matcher(answer).matches() && fielded) {
      return Reading.NONE;
    }
    if (UNSURE_START.matcher(answer).matches()) {
      return Reading.nothing(label + " " + value);
    }
    List<String> sentences = Prose.sentences(answer);
    if (sentences.isEmpty()) {
      return Reading.NONE;
    }
    Optional<List<Fact>> suffices = ApplicationOnly.answered(name, sentences.get(0));
    if (suffices.isPresent()) {
      return others(Reading.of(suffices.get()), "", sentences);
    }
    boolean topical = fielded || !FlagReader.mentioned(name).isEmpty() || demands(name);
    if (PAPERS.matcher(name).matches()) {
      return sentences.stream()
          .flatMap(one -> papers(one).stream())
          .map(one -> sentence("required " + one))
          .map(
              one ->
                  one.unread().isEmpty()
                      ? one
                      : new Reading(one.facts(), List.of(label + " " + value)))
          .reduce(Reading.NONE, Reading::and);
    }
    Guards.Parted asks = Guards.part(name, true);
    if (!topical && !asks.unclear() && DEMANDING.matcher(asks.text()).matches()) {
      Reading wanted = read("required " + String.join("; required ", sentences));
      return asks.when() == null ? wanted : wanted.under(asks.when());
    }
    if (!topical && SIZED.matcher(name).matches()) {
      // "Over $250K" with "2 yrs tax returns"
      Guards.Parted sized = Guards.part("requests " + name, true);
      return sized.when() == null || sized.unclear()
          ? Reading.nothing(label + " " + value)
          : read("required " + String.join("; required ", sentences)).under(sized.when());
    }
    if (!topical) {
      Reading alone = read(value);
      boolean forbids =
          !alone.facts().isEmpty()
              && alone.facts().stream().allMatch(fact -> fact.operator() == Operator.IS_FALSE);
      boolean limited = asks.when() != null || conditional(name) || LIMITED.matcher(name).find();
      if (limited && !forbids) {
        return Reading.nothing(label + " " + value);
      }
      return alone.facts().isEmpty() ? Reading.nothing(label + " " + value) : alone;
    }
    String asked = APP_ONLY.matcher(name).find() ? "application only" : asked(name);
    asked = asked.replace("?", " ");
    boolean paper = name.matches("(?i)(?:business )?(?:bank statements?|tax returns?)");
    Reading first = sentence((paper ? "required " : "") + asked + ": " + sentences.get(0));
    if (first.facts().isEmpty()) {
      Reading alone = Reading.of(FlagReader.read(sentences.get(0)).orElse(List.of()));
      first = alone.facts().isEmpty() ? Reading.nothing(label + " " + sentences.get(0)) : alone;
    }
    Reading all = first;
    return others(all, asked + ": ", sentences);
  }

  /** The papers that a sentence lists. */
  private static List<String> papers(String sentence) {
    List<String> parts = List.of(sentence.split(", (?:and )?| and | \\+ ", -1));
    boolean each =
        parts.stream()
            .allMatch(part -> part.matches("(?i).*\\b(?:statements?|returns?|financials)"));
    return each ? parts : List.of(sentence);
  }

  /** The sentences after the first; one that names nothing is about the label too. */
  private static Reading others(Reading first, String about, List<String> sentences) {
    Reading all = first;
    for (String sentence : sentences.subList(1, sentences.size())) {
      boolean named =
          !NumberReader.mentions(sentence).isEmpty() || Quantities.in(sentence).isEmpty();
      Reading one = sentence(named ? sentence : about + sentence);
      all = all.and(one.facts().isEmpty() ? Reading.nothing(sentence) : one);
    }
    return all;
  }

  private static boolean demands(String name) {
    return name.matches(
        "(?i).*\\b(?:citizen(?:ship)?|financials|financial statements?|home ?owner(?:ship)?|personal guarant\\w+|pg|cdl)\\b.*");
  }

  /** A question's own words without the asking. */
  private static String asked(String name) {
    return name.replaceFirst(
            "(?i)^how (?:many|much) (?=(?:years?|months?) (?:of )?(?:business |personal )?(?:bank|tax)\\b)",
            "required ")
        .replaceFirst(
            "(?i)^(?:when (?:is|are)|do you use|is there(?= an? m(?:in|ax)imum)|what(?:'s| is| are)|how (?:much|many|long)(?: is| are)?|do you (?:have|require|need)) (?:your |the |an? )?",
            "")
        .trim();
  }

  /** Reads one plain sentence. */
  private static Reading sentence(String sentence) {
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
    String plain = ASIDE.matcher(sentence).replaceAll(" ").replaceAll("\\s+", " ").trim();
    List<String> asides = ASIDE.matcher(sentence).results().map(r -> r.group(1)).toList();
    Reading reading = numbers(plain, asides);
    if (reading.facts().isEmpty() && !asides.isEmpty()) {
      String inlined = ASIDE.matcher(sentence).replaceAll("$1");
      reading = numbers(inlined, List.of());
    }
    return reading.facts().isEmpty() ? Reading.nothing(sentence) : reading;
  }

  /** What two statements demand that one sentence joins: "..., and a guarantee is required". */
  private static Optional<List<Fact>> both(String sentence) {
    String[] halves = sentence.split("[,;] (?:and|but) | and (?=(?:we|no)\\b)|, (?=no )", -1);
    if (halves.length < 2) {
      return Optional.empty();
    }
    List<Fact> facts = new ArrayList<>();
    for (String half : halves) {
      Optional<List<Fact>> read =
          FlagReader.read(half.replaceFirst("(?i)^(?:and )?an? (?=personal)", ""));
      if (read.isEmpty() || read.get().isEmpty()) {
        return Optional.empty();
      }
      facts.addAll(read.get());
    }
    return Optional.of(facts);
  }

  private static Reading numbers(String sentence, List<String> asides) {
    List<String> clauses = new ArrayList<>(Clauses.of(sentence));
    int main = clauses.size();
    clauses.addAll(asides);
    Reading all = Reading.NONE;
    String general = null;
    Field carried = null;
    boolean wish = Vocabulary.wishes(sentence.split(" ", 2)[0]);
    for (int i = 0; i < clauses.size(); i++) {
      String clause = clauses.get(i);
      Guards.Parted parted = Guards.part(clause, guardable(clause, carried));
      boolean aside = i >= main;
      if (parted.unclear() || FlagReader.goesOnAfterTime(clause)) {
        return aside ? all : Reading.nothing(sentence);
      }
      if (parted.leading() && !aside) {
        general = parted.when();
      }
      List<Fact> facts = clause(parted, carried, aside);
      boolean late =
          parted.when() != null
              && i > 0
              && !aside
              && !parted.leading()
              && !sameField(facts, carried);
      if (late || (facts.isEmpty() && conditional(clause) && !aside)) {
        return Reading.nothing(sentence);
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
        carried = fields == 1 ? mentions.get(0).field() : null;
      }
    }
    return all;
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
    boolean papers = clause.matches("(?i).*\\b(?:financial statements?|financials)\\b.*");
    return (other || papers) && !wholly;
  }

  private static boolean conditional(String clause) {
    return clause
        .toLowerCase(Locale.ROOT)
        .matches(
            Quantities.in(clause).isEmpty()
                ? ".*\\b(?:if|unless|except|excluding|when|only)\\b.*"
                : ".*\\b(?:if|unless|except|excluding|when|only|or)\\b.*");
  }
}
