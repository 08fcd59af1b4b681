package routes.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a lender refuses, in whatever words: the sentence names it, refuses in one way, says
 * at most one time, and has no other word that could change the meaning.
 */
final class RefusalReader {

  private static final String SPAN =
      "(?<n>\\d+) ?(?:or more |plus |\\+ ?)?(?<unit>years?'?|yrs?\\.?|months?'?|mos?\\.?)(?![a-z])";

  /** "in the last 7 years", "within 5 years", "less than 5 years ago" */
  private static final List<Pattern> RECENT =
      Stream.of(
              "(?:with)?(?:in|over|during|for|from|of)? ?(?:the )?(?:past|last|previous|prior|preceding) "
                  + SPAN,
              "\\b(?:with)?in (?:the )?"
                  + SPAN
                  + "(?: of (?:the )?(?:application|discharge|funding))?",
              "(?:discharged |dismissed |filed )?(?:less than|newer than|under) "
                  + SPAN
                  + "(?: ago| old)?")
          .map(RefusalReader::compile)
          .toList();

  /** "unless discharged more than 7 years ago" */
  private static final Pattern UNLESS =
      compile(
          "\\(?(?:unless|except(?: (?:if|when|those))?|if not) (?:(?:they|it) (?:are|is|was|were) |(?:was|were|has been|have been) )?(?:discharged|dismissed|closed|satisfied) (?:for )?(?:over|more than|at least|>=?)? ?"
              + SPAN
              + "\\+?(?: (?:ago|old|prior|or more))?\\)?");

  /** "must have been discharged at least 2 years ago" */
  private static final Pattern LONG_AGO =
      compile(
          "(?:(?:must|ha(?:s|ve) to|needs? to|should) (?:be|have been) )?(?:(?:discharged|dismissed|closed|filed)(?: (?:or|and) (?:discharged|dismissed))? )?(?:for )?(?:at least|more than|over|(?:a )?min(?:imum)?\\.?(?: of)?|>=?)? ?(?<!(?:less|newer) than |under |within )"
              + SPAN
              + "\\+?(?: or more)?(?: (?:ago|old|past|back|prior))");

  /** "must be paid and released before you submit" */
  private static final Pattern CLEARED =
      compile(
          "(?:must|ha(?:s|ve) to|needs? to|should) (?:be|have been) (?:(?:paid|cleared|satisfied|released|resolved|settled|removed)(?: off| in full)*(?:,? (?:and|or) |, )?)+(?: (?:before|prior to|prior|by|at|when)\\b.*)?$");

  private static final Pattern DISCHARGED = compile("\\b(?:discharged|dismissed|closed)\\b");

  private static final String OPEN =
      "open|unpaid|outstanding|active|unsatisfied|unresolved|unreleased|current";

  private static final Pattern STATUS = compile("\\b(?:if )?(?:" + OPEN + "(?:ly)?)\\b");

  /** What may stand between such a word and what is open. */
  private static final Pattern BETWEEN =
      compile(
          "(?:[\\s,/&]|\\b(?:or|and|"
              + OPEN
              + "|personal|business|federal|state|civil|any|tax)\\b)*");

  /** "regardless of when it occurred", "even with a payment plan" */
  private static final Pattern REGARDLESS =
      compile(
          ",? (?:(?:regardless of|no matter|irrespective of) (?:how|when|why|where|what)|whether or not|even (?:with|if|when|though))\\b[^.;:]*");

  /** Ways to refuse; two of them in one sentence undo or cloud each other. */
  private static final List<Pattern> REFUSALS =
      Stream.of(
              "\\b(?:no longer|no|zero|none|nobody|without|neither|nor)\\b|: ?(?:0|n|sorry)$",
              "-free\\b|\\bfree of\\b|\\b(?:" + Vocabulary.NOT + ")\\b",
              "\\b(?:automatic(?:ally)? |auto[- ]?)?(?:returned|sent back|declin(?:ed?|es)|turn(?:ed)?[- ]?downs?|rejected)\\b|\\b(?:ineligible|prohibited|excluded|unacceptable|disqualif(?:y|ies|ied)|disqualifiers?|disqualifying|deal[- ]?(?:killers?|breakers?)|knock[- ]?outs?|show[- ]?stoppers?|stay away from|steer clear of|pass on)\\b")
          .map(RefusalReader::compile)
          .toList();

  /** What may stand beside it. */
  private static final Vocabulary.Words BESIDE =
      Vocabulary.words(
          """
          a an the any all each every of to in on by per from as at for with against into that this
          these those there it its is are be been being was were has have had having will would shall
          must can do does we our us you your they their who whose which anyone everyone people person
          persons individual individuals applicant applicants borrower borrowers guarantor guarantors
          owner owners principal principals customer customers client clients lessee lessees obligor
          obligors business businesses company companies entity entities lender lenders bank deal deals
          transaction transactions request requests application applications file files loan loans
          credit record records report reports bureau bureaus history public personal commercial
          corporate civil federal consumer accept accepted acceptable allow allowed permit permitted
          consider considered considering entertain entertained approve approved eligible offer offered
          offering done lend lending finance financed financing fund funded funding work working
          purchase purchased buy take taken extend available ok okay currently today now here ever kind
          kinds type types sort sorts amount amounts size regardless chapter matter whatsoever
          circumstance circumstances program programs tier tiers grade grades product products either both sorry
          please also and or nor filed filing filings show shows showing appear appears appearing listed
          shown under part lessor source shop funder market home fit place sales sale time prior
          previous past lease leases leasing may been through derogs derogatory derogatories something still age enter engage remain remains subject suffered over i single right too individual buying purchases
          """);

  private RefusalReader() {}

  private record Found(Flag flag, int start, int end) {}

  private record Time(int start, String when) {}

  /** Whether each is said to be open, or has a time behind it, and none both. */
  private static boolean told(List<Found> flags, List<Time> times, List<Status> open) {
    if (open.isEmpty()) {
      return flags.stream().allMatch(flag -> of(flag, times) != null);
    }
    for (int i = 0; i < flags.size(); i++) {
      int from = i == 0 ? 0 : flags.get(i - 1).end();
      int start = flags.get(i).start();
      int to = i + 1 < flags.size() ? flags.get(i + 1).start() : Integer.MAX_VALUE - 1;
      boolean timed = times.stream().anyMatch(time -> time.start() > start && time.start() < to);
      boolean isOpen =
          open.stream().anyMatch(one -> one.before() && one.start() >= from && one.start() < start);
      if (timed == isOpen) {
        return false;
      }
    }
    return true;
  }

  /** A word for open, that stands before or behind what it is said of. */
  private record Status(int start, boolean before) {}

  /** What a plain sentence refuses; empty when it is no such sentence or says more. */
  static Optional<List<Fact>> read(String sentence) {
    List<Found> flags = flags(sentence);
    if (flags.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder rest = new StringBuilder(sentence);
    blankAll(rest, REGARDLESS);
    flags.forEach(found -> Prose.blank(rest, found.start(), found.end()));
    boolean cleared = CLEARED.matcher(rest).find();
    blankAll(rest, CLEARED);
    List<Time> spared = times(rest, List.of(UNLESS));
    List<Time> ago = times(rest, List.of(LONG_AGO));
    List<Time> recent = spared.isEmpty() ? times(rest, RECENT) : spared;
    List<Time> times = forAll(ago.isEmpty() ? recent : ago, flags.get(0));
    List<Status> open = statuses(rest, flags);
    long ways =
        REFUSALS.stream().filter(way -> way.matcher(rest).find()).count()
            + (cleared ? 1 : 0)
            + (ago.isEmpty() ? 0 : 1);
    if (!ago.isEmpty()) {
      blankAll(rest, DISCHARGED);
    }
    REFUSALS.forEach(way -> blankAll(rest, way));
    boolean clear =
        ways == 1
            && (times.isEmpty() || (!cleared && told(flags, times, open)))
            && NumberReader.mentions(rest.toString()).isEmpty()
            && rest.chars().noneMatch(Character::isDigit)
            && BESIDE.holdAll(rest.toString());
    if (!clear) {
      return Optional.empty();
    }
    boolean allBefore = open.stream().allMatch(Status::before);
    Map<Flag, Set<String>> when = new LinkedHashMap<>();
    for (Found found : flags) {
      boolean shared = times.isEmpty() && !(allBefore && refusedAnew(sentence, found, flags));
      boolean isOpen = cleared || (shared ? isOpen(found, open) : openBefore(found, flags, open));
      Time time = isOpen && !times.isEmpty() ? null : of(found, times);
      when.computeIfAbsent(found.flag(), none -> new LinkedHashSet<>())
          .add(time != null ? time.when() : isOpen ? "open" : "");
    }
    // "Tax liens: no open tax liens" speaks of open ones.
    when.values().stream().filter(all -> all.size() > 1).forEach(all -> all.remove(""));
    List<Fact> facts = new ArrayList<>();
    when.forEach(
        (flag, then) ->
            then.forEach(one -> facts.addAll(FlagReader.fact(flag, one.isEmpty() ? null : one))));
    return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
  }

  /** "No open tax liens and no collections" says of the liens alone that they are open. */
  private static boolean refusedAnew(String sentence, Found found, List<Found> flags) {
    return !found.equals(flags.get(0))
        && sentence.substring(0, found.start()).matches("(?i).*\\bno ");
  }

  private static List<Found> flags(String sentence) {
    List<Found> found = new ArrayList<>();
    for (Flag flag : Flag.values()) {
      Matcher matcher = flag.in(sentence);
      while (matcher.find()) {
        found.add(new Found(flag, matcher.start(), matcher.end()));
      }
    }
    found.sort(Comparator.comparingInt(Found::start));
    return found;
  }

  /** The times that the rest says, taken out of it. */
  private static List<Time> times(StringBuilder rest, List<Pattern> patterns) {
    List<Time> times = new ArrayList<>();
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(rest.toString());
      while (matcher.find()) {
        String unit = matcher.group("unit").startsWith("m") ? "months" : "years";
        times.add(new Time(matcher.start(), "past %s %s".formatted(matcher.group("n"), unit)));
        Prose.blank(rest, matcher.start(), matcher.end());
      }
    }
    times.sort(Comparator.comparingInt(Time::start));
    return times;
  }

  /** "In the past 7 years: no ..." holds for all that follows. */
  private static List<Time> forAll(List<Time> times, Found first) {
    return times.size() == 1 && times.get(0).start() < first.start()
        ? List.of(new Time(Integer.MAX_VALUE, times.get(0).when()))
        : times;
  }

  /** The time that is said of it: the next one behind it. */
  private static @Nullable Time of(Found flag, List<Time> times) {
    for (Time time : times) {
      if (time.start() > flag.start()) {
        return time;
      }
    }
    return null;
  }

  /** The places where something is called open, taken out of the rest. */
  private static List<Status> statuses(StringBuilder rest, List<Found> flags) {
    List<Status> statuses = new ArrayList<>();
    Matcher status = STATUS.matcher(rest);
    while (status.find()) {
      int end = status.end();
      boolean before =
          flags.stream()
              .mapToInt(Found::start)
              .filter(start -> start >= end)
              .limit(1)
              .anyMatch(next -> BETWEEN.matcher(rest.substring(end, next)).matches());
      statuses.add(new Status(status.start(), before));
    }
    blankAll(rest, STATUS);
    return statuses;
  }

  private static boolean openBefore(Found flag, List<Found> flags, List<Status> statuses) {
    int at = flags.indexOf(flag);
    int from = at == 0 ? 0 : flags.get(at - 1).end();
    return statuses.stream()
        .anyMatch(one -> one.before() && one.start() >= from && one.start() < flag.start());
  }

  /** "Open liens and judgments" are both open, and so are "liens and judgments that are open". */
  private static boolean isOpen(Found flag, List<Status> statuses) {
    return statuses.stream()
        .anyMatch(one -> one.before() ? one.start() < flag.start() : one.start() > flag.start());
  }

  private static void blankAll(StringBuilder rest, Pattern pattern) {
    Matcher matcher = pattern.matcher(rest.toString());
    while (matcher.find()) {
      Prose.blank(rest, matcher.start(), matcher.end());
    }
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
