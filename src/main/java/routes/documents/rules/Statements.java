package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routes.lending.policy.Operator;

/** Reads single statements and labelled values of every kind: numbers, flags, states, lists. */
final class Statements {

  private static final Pattern HEADLINE_AMOUNT =
      Pattern.compile(
          "(?i)(?:loans? |deals? |transactions? |applications? |financing )?(?:of )?(?:from |up to |over )?\\$ ?[\\d,.]+ ?(?:k|mm|m|million)?\\+?(?: ?(?:-|to) ?\\$? ?[\\d,.]+ ?(?:k|mm|m|million)?)?(?: max(?:imum)?)?");
  private static final Pattern BARE_AMOUNTS =
      Pattern.compile("(?i)(?:from )?" + Quantities.MONEY + " ?(?:-|to) ?" + Quantities.MONEY);
  private static final Pattern ONE_LIMIT =
      Pattern.compile(
          "(?i)min(?:imum|\\.)? MONEY(?: - |, | to | ?/ ?| ?; ?)max(?:imum|\\.)? MONEY|MONEY min(?:imum|\\.)?(?: - |, | to | )MONEY max(?:imum|\\.)?|(?:up to|(?:not|no) more than|not (?:to )?exceed(?:ing)?|m(?:ax|in)(?:imum|\\.)?(?: of)?:?) MONEY|MONEY m(?:ax|in)(?:imum|\\.)?"
              .replace("MONEY", Quantities.MONEY));
  private static final Pattern RANGE_PARTS = Pattern.compile(", (?!\\d{3})|; | - (?!\\$? ?\\d)");
  private static final Pattern BARE_TERMS =
      Pattern.compile(
          "(?i)(?:(?:for |over )?\\d{1,2} ?(?:-|to) ?|(?:(?:for |over )?up to|max(?:imum|\\.)?(?: of)?:?) )(?:[2-9]\\d|1\\d\\d) ?(?:months?|mos?\\.?)(?: terms?)?|(?:[2-9]\\d|1\\d\\d) ?(?:months?|mos?\\.?) max(?:imum|\\.)?");
  private static final Pattern NOT_AN_INDUSTRY =
      Pattern.compile(
          "(?i)\\bnon-(trucking|transportation|medical|construction|agriculture|restaurant)\\b");
  private static final Pattern BESIDE_NAME =
      Pattern.compile("(?: - |: ?|\\s\\(|\\s\\| ?|(?i:(?<= )(?=up to \\$|from \\$)))");

  /** "Tier 2 - Start-Up (up to $50,000)" says something in each of its parts. */
  private static final Pattern HEADING_PARTS =
      Pattern.compile(" - (?!\\$? ?\\d)|: |\\(|\\)|\\s\\|\\s|; ");

  /** "Minimum / maximum transaction" with "$20,000 / $750,000". */
  private static final Pattern BOTH_ENDS =
      Pattern.compile(
          "(?i)(?:min(?:imum|\\.)?|shortest|smallest|lowest) ?(?:/|and|&|-|to) ?max(?:imum|\\.)?(?<of> .+)?|(?<after>.+) (?:- )?\\(?min(?:imum|\\.)? ?(?:/|and|&|-|to) ?max(?:imum|\\.)?\\)?");

  private static final Pattern TWO_VALUES = Pattern.compile("([^/]*\\d[^/]*) ?/ ?([^/]*\\d[^/]*)");

  /** "Min $" */
  private static final Pattern END_OF_AMOUNT =
      Pattern.compile("(?i)(?<end>m(?:in|ax)(?:imum|\\.)?) \\$");

  private static final Pattern PLACES =
      Pattern.compile(
          "(?i)(?:(?:and )?where|(?:in )?(?:which|what) states) (?:do|will|can) (?:you|we) (?:lend|lease|finance|operate|do business|fund)|states (?:where |in which )?we (?:lend|lease|finance|operate|serve|fund)(?: in)?|where we (?:lend|lease|finance|operate)|(?:licensed|available|approved|eligible) (?:states|in)|(?:geograph(?:y|ic area|ies)|states?(?: served)?|territor(?:y|ies)|locations?|(?:lending |market |service |geographic )?(?:area|footprint|coverage))");

  private static final Pattern SERVED =
      Pattern.compile(
          "(?i)\\b(?:where|area|footprint|serve|served|coverage|lend|lease|finance|fund|operate|licensed|available|approved|eligible)\\b");
  private static final Pattern NOT_SERVED =
      Pattern.compile("(?i)\\b(?:not?|except|exclu\\w*)\\b|n't\\b");

  /** "No. Applicants in Nevada are not eligible." */
  private static final Pattern YES_OR_NO =
      Pattern.compile("(?i)(?<said>yes|no)\\. (?<more>[A-Z].+)");

  private static final Pattern ASIDE = Pattern.compile("(?<main>[^()]+) \\((?<aside>[^()]+)\\)");
  private static final Pattern KIND =
      Pattern.compile(
          "(?i)(?:max(?:imum)? )?(?<kind>truck|tractor|trailer|bus|van)(?:e?s)?(?: only)?(?:[:,]? (?:max(?:imum)?\\.? )?(?<field>age|miles|mileage))?");
  private static final Pattern STATE_QUESTION =
      Pattern.compile(
          "(?i)(?:no[- ]?go|off[- ]limits|closed) states?|.*\\bstates?\\b.*\\b(?:not|can't|cannot|don't|won't|exclu\\w+|restrict\\w+|prohibit\\w+|ineligib\\w+|avoid)\\b.*|.*\\b(?:not|exclu\\w+|restrict\\w+|prohibit\\w+|ineligib\\w+)\\b.*\\bstates?\\b.*");
  private static final Pattern THING_QUESTION =
      Pattern.compile(
          "(?i).*\\b(?:industr\\w+|equipment|collateral|business types?|businesses)\\b.*");

  /** "How much, and for how long?", "How big and how small?" */
  private static final Pattern HOW_MUCH =
      Pattern.compile(
          "(?i)(?:and )?how (?:much|big|small|large)(?:,? (?:and )?(?:for )?how (?:much|big|small|large|long|little))?(?: (?:can|do|will|may|is|are) [^?]{2,40})?\\?");

  /** "Mileage of a dump truck" */
  private static final Pattern MILEAGE_OF =
      Pattern.compile(
          "(?i)(?:max(?:imum)? )?mileage (?:of|for|on) (?:an? |the )?(?<kind>[a-z -]+?):?");

  private static final Pattern HOW_MANY_MILES =
      Pattern.compile("(?i)how many miles (?:can|may) (?:an?|the) (?<kind>\\w+) have\\?");

  /** "Which industries do you decline" */
  private static final Pattern DECLINED =
      Pattern.compile(
          "(?i).*\\b(?:do|will|would) you (?:decline|refuse|turn (?:down|away)|avoid|pass on)\\b.*");

  /** "Where the guarantor does not own a home, at least 10% down is required", of homeownership */
  private static final Pattern UNDER_CONDITION =
      Pattern.compile("(?i)(?:where|when|if) [^,]+, .*\\b(?:is|are|must|needs?)\\b.*");

  private static final Pattern FULL_STOP = Pattern.compile("(?<=[a-z)]\\.) (?=[A-Z])");

  private Statements() {}

  /** Reads a statement. */
  static Reading read(String statement) {
    Reading all = Reading.NONE;
    List<String> rest = new ArrayList<>();
    for (String sentence : sentences(Prose.plain(statement))) {
      // "We stay close to home: borrowers must be in Iowa or Ohio"
      int colon = sentence.lastIndexOf(": ");
      Optional<Fact> states =
          States.rule(sentence)
              .or(() -> colon < 0 ? Optional.empty() : States.rule(sentence.substring(colon + 2)));
      Exclusions.Stated excluded = states.isPresent() ? null : Exclusions.stated(sentence);
      if (states.isPresent()) {
        all = all.and(Reading.of(List.of(states.get())));
      } else if (excluded != null) {
        all = all.and(Reading.of(listed(excluded.type(), excluded.values())));
      } else {
        rest.add(sentence);
      }
    }
    return all.and(SentenceReader.read(String.join("; ", rest)));
  }

  /** The sentences of a text, of which a list that is parted by semicolons is one. */
  private static List<String> sentences(String plain) {
    if (plain.indexOf(';') < 0) {
      return Prose.sentences(plain);
    }
    return Stream.of(FULL_STOP.split(plain, -1))
        .flatMap(
            one -> {
              boolean list =
                  one.indexOf(';') >= 0
                      && (Exclusions.stated(one) != null
                          || RefusalReader.read(unlettered(one)).isPresent());
              return list ? Stream.of(unlettered(one)) : Prose.sentences(one).stream();
            })
        .toList();
  }

  /** "(a) a bankruptcy; or (b) a repossession" */
  private static String unlettered(String list) {
    return list.replaceAll("\\([a-h]\\) ", "").replaceAll(";", ",");
  }

  private static List<Fact> listed(String type, List<String> values) {
    return List.of(Fact.list(type, Operator.NOT_IN, values));
  }

  /** Reads a label or question with its value. */
  static Reading keyed(String label, String value) {
    Matcher miles = HOW_MANY_MILES.matcher(label);
    if (miles.matches()) {
      return keyed(miles.group("kind") + " mileage", value);
    }
    Matcher of = MILEAGE_OF.matcher(label);
    Optional<String> driven =
        of.matches() ? EquipmentKind.named(of.group("kind")) : Optional.empty();
    if (driven.isPresent()) {
      return keyed("mileage", value).under(driven.get());
    }
    Reading whole = answered(label, value);
    Reading lent = HOW_MUCH.matcher(label).matches() ? range(value) : Reading.NONE;
    if (lent.facts().size() > whole.facts().size()) {
      return lent;
    }
    if (!label.trim().endsWith("?") || whole.unread().isEmpty()) {
      return whole;
    }
    Reading each = Answers.read(label, value);
    return (each.facts().size() > whole.facts().size() ? each : whole).typedBy(label);
  }

  /** Reads a label or question with its value as a whole. */
  static Reading answered(String label, String value) {
    String key = Prose.plain(label).replaceAll("[?:]+$", "").trim();
    String answer = Prose.plain(Prose.chosen(value));
    if (answer.isEmpty()) {
      return Reading.NONE;
    }
    Matcher end = END_OF_AMOUNT.matcher(key);
    if (end.matches()) {
      return keyed(end.group("end") + " loan amount", value);
    }
    Matcher said = YES_OR_NO.matcher(answer);
    if (said.matches()) {
      Reading first = keyed(label, said.group("said"));
      Reading more = read(said.group("more"));
      return new Reading(
          Stream.concat(first.facts().stream(), more.facts().stream()).distinct().toList(),
          more.unread());
    }
    Matcher ends = BOTH_ENDS.matcher(key);
    Matcher values = TWO_VALUES.matcher(answer);
    if (ends.matches() && values.matches() && !answer.matches("(?i).*\\b(?:for|if|over|on)\\b.*")) {
      String of =
          ends.group("after") != null
              ? ends.group("after")
              : ends.group("of") == null ? "loan" : ends.group("of").trim();
      String both = values.group(1) + " - " + values.group(2);
      return keyed(sized(of), both.replaceAll("(?i) ?\\bm(?:in|ax)(?:imum)?\\b\\.?", ""));
    }
    if (STATE_QUESTION.matcher(key).matches()) {
      List<String> states = States.list(answer);
      if (states != null) {
        return Reading.of(listed("state", states));
      }
      return answer.matches("(?i)(?:none|no|n/a|no restrictions?)\\.?")
          ? Reading.NONE
          : statesIn(label, value, answer);
    }
    if (PLACES.matcher(key).matches()) {
      return statesIn(label, value, answer);
    }
    Matcher kind = KIND.matcher(key);
    if (kind.matches()) {
      return ofKind(kind, answer).or(SentenceReader.read(key + ": " + answer));
    }
    Reading parts = eachOf(key, answer);
    if (!parts.facts().isEmpty()) {
      return parts;
    }
    Exclusions.Stated announced =
        label.trim().endsWith("?") ? null : Exclusions.stated(key + ": " + answer);
    if (announced != null) {
      return Reading.of(listed(announced.type(), announced.values()));
    }
    boolean things = THING_QUESTION.matcher(key).matches() && NumberReader.mentions(key).isEmpty();
    if ((things && (Topic.EXCLUDED.in(key) || DECLINED.matcher(key).matches()))
        || key.matches("(?i)(?:exclusions?|restrictions|prohibited|restricted)")) {
      List<String> items = Exclusions.items(answer);
      return !items.isEmpty()
              && items.stream().allMatch(Exclusions::plain)
              && !answer.matches("(?i)(?:none|no|yes|n/a)\\.?")
          ? Reading.of(listed(Exclusions.type(key), items))
          : Reading.nothing(label + " " + value);
    }
    Reading labelled = LabelReader.read(label, Prose.chosen(value));
    return labelled.facts().isEmpty() && UNDER_CONDITION.matcher(answer).matches()
        ? complete(read(answer)).orElse(labelled)
        : labelled;
  }

  private static Optional<Reading> complete(Reading reading) {
    boolean complete = !reading.facts().isEmpty() && reading.unread().isEmpty();
    return complete ? Optional.of(reading) : Optional.empty();
  }

  /** "Trucks" with "10 years max, 600,000 miles". */
  private static Reading ofKind(Matcher kind, String answer) {
    Reading all = Reading.NONE;
    for (String part : answer.split(", (?!\\d{3})| and | / ", -1)) {
      String field = kind.group("field");
      boolean miles =
          field == null ? part.matches("(?i).*\\bmiles?\\b.*") : !field.equalsIgnoreCase("age");
      String label = miles ? "mileage" : "equipment age";
      Reading one = keyed(label, part);
      if (one.facts().size() != 1) {
        return Reading.NONE;
      }
      // The label is ours, and not the document's.
      List<String> unread = one.unread().stream().map(u -> u.replace(label + ": ", "")).toList();
      all = all.and(new Reading(one.facts(), unread));
    }
    return all.under("equipment_type is " + kind.group("kind").toLowerCase(Locale.ROOT));
  }

  /** "Amount / term" with "$25,000 - $250,000 / maximum 60 months". */
  private static Reading eachOf(String key, String answer) {
    String[] labels = key.split(" ?/ ?| & | and ", -1);
    String[] values = answer.split(" / |; |, (?!\\d{3})", -1);
    boolean named =
        Stream.of(labels).allMatch(label -> NumberReader.mentions(label).size() == 1)
            && Stream.of(labels)
                    .map(l -> NumberReader.mentions(l).get(0).field())
                    .distinct()
                    .count()
                == labels.length;
    if (!named || labels.length < 2 || labels.length != values.length) {
      return Reading.NONE;
    }
    List<Reading> each =
        IntStream.range(0, labels.length).mapToObj(i -> keyed(labels[i], values[i])).toList();
    return each.stream().allMatch(one -> one.facts().size() == 1 && one.unread().isEmpty())
        ? each.stream().reduce(Reading.NONE, Reading::and)
        : Reading.NONE;
  }

  /** A transaction that has two ends is spoken of by its size. */
  private static String sized(String of) {
    return of.matches("(?i)(?:loan|deal|transaction|ticket|request|finance|lease)s?")
        ? of + " amount"
        : of;
  }

  /** Whether a heading is over the states that a lender lends in, or does not. */
  static boolean ofPlaces(String heading) {
    return PLACES.matcher(Prose.plain(heading).trim()).matches();
  }

  private static Reading statesIn(String label, String value, String answer) {
    List<String> only = States.only(answer);
    boolean served = SERVED.matcher(label).find() && !NOT_SERVED.matcher(label).find();
    boolean alone = answer.matches("(?i).* only\\.?");
    if (only != null && (served || alone)) {
      return Reading.of(List.of(Fact.list("state", Operator.IN, only)));
    }
    return States.rule(answer)
        .map(fact -> Reading.of(List.of(fact)))
        .orElseGet(() -> Reading.nothing(label + " " + value));
  }

  /** Reads what a program's heading says beside its name. */
  static Reading heading(String heading) {
    String plain = Prose.plain(heading);
    List<Fact> facts = new ArrayList<>();
    Matcher not = NOT_AN_INDUSTRY.matcher(plain);
    if (not.find()) {
      String industry = not.group(1).toLowerCase(Locale.ROOT);
      facts.addAll(
          listed(
              "industry",
              List.of(Character.toUpperCase(industry.charAt(0)) + industry.substring(1))));
    }
    Matcher start = BESIDE_NAME.matcher(plain);
    String rest = start.find() ? plain.substring(start.end()) : amountAtEnd(plain);
    Reading all = Reading.of(facts);
    Reading whole = SentenceReader.read(rest);
    if (!whole.facts().isEmpty()) {
      return all.and(ofStartUps(whole));
    }
    for (String part : HEADING_PARTS.split(rest, -1)) {
      String amount = amountAtEnd(part.trim());
      boolean named = ProgramName.in(part).isPresent();
      if (HEADLINE_AMOUNT.matcher(part.trim()).matches()) {
        all = all.and(lent(part.trim()));
      } else if (named && HEADLINE_AMOUNT.matcher(amount).matches()) {
        all = all.and(lent(amount));
      } else if (!part.isBlank() && !named) {
        all = all.and(SentenceReader.read(part.trim()));
      }
    }
    return all;
  }

  /** A program for start-ups asks nothing of others. */
  private static Reading ofStartUps(Reading heading) {
    return new Reading(
        heading.facts().stream()
            .map(fact -> "start-up".equals(fact.when()) ? fact.always() : fact)
            .toList(),
        heading.unread());
  }

  /** An amount that stands alone below a program's name is what the program lends. */
  static Reading headline(String text) {
    String plain = Prose.plain(text);
    return HEADLINE_AMOUNT.matcher(plain).matches() ? lent(plain) : Reading.NONE;
  }

  /** "$10K - $250K", "$40,000 maximum" or "24 - 72 months" alone: nothing else is so limited. */
  static Reading range(String text) {
    String plain =
        Prose.plain(text)
            .replaceAll("(?i) (?:per|a|for each) (?:transaction|deal|request)\\b|\\.$", "");
    String[] parts = RANGE_PARTS.split(plain, -1);
    if (parts.length > 1) {
      // "Max $75K, max 48 mos", "Up to $350,000 - application-only up to $150,000"
      List<Reading> readings =
          Stream.of(parts).map(part -> range(part).or(SentenceReader.read(part))).toList();
      boolean whole = readings.stream().allMatch(part -> !part.facts().isEmpty());
      return whole ? readings.stream().reduce(Reading.NONE, Reading::and) : Reading.NONE;
    }
    Matcher aside = ASIDE.matcher(plain);
    if (aside.matches()) {
      // "Maximum $350,000 (application-only to $250,000)"
      Reading main = range(aside.group("main"));
      return main.facts().isEmpty() ? main : main.and(SentenceReader.read(aside.group("aside")));
    }
    if (BARE_AMOUNTS.matcher(plain).matches() || ONE_LIMIT.matcher(plain).matches()) {
      return lent(plain);
    }
    return BARE_TERMS.matcher(plain).matches()
        ? Reading.of(NumberReader.read("term " + plain, null))
        : Reading.NONE;
  }

  private static Reading lent(String amount) {
    return Reading.of(NumberReader.read("loan amount " + amount, null));
  }

  private static String amountAtEnd(String plain) {
    int dollar = plain.indexOf(" $");
    return dollar < 0 ? "" : plain.substring(dollar + 1);
  }
}
