package routes.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Evens out how the same thing is typed. */
final class Prose {

  private static final Pattern COUNTED_TWICE =
      Pattern.compile(
          "\\b[A-Za-z]+(?:-[a-z]+)? \\((\\d+)\\)(?= *(?:-? ?(?:years?|months?|%|percent|(?:or|and) (?:more|fewer|less|greater)|power|trucks?|units?|vehicles?|trade|comparable|full|consecutive|most recent|open)))");
  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("twelve", "12"),
          Map.entry("fifteen", "15"),
          Map.entry("eighteen", "18"),
          Map.entry("twenty", "20"),
          Map.entry("twenty-four", "24"),
          Map.entry("thirty", "30"),
          Map.entry("thirty-six", "36"),
          Map.entry("forty-eight", "48"),
          Map.entry("sixty", "60"),
          Map.entry("sixty-six", "66"),
          Map.entry("seventy-two", "72"),
          Map.entry("eighty-four", "84"));

  /** Other words for the ends of a range, where it is clear of what. */
  private static final Pattern LEAST_OF =
      Pattern.compile(
          "\\b(?:smallest|lowest|shortest|least)(?= (?:acceptable |accepted |allowed )?(?:deal|loan|transaction|ticket|request|amount|fico|beacon|pay ?net|credit|personal|time|down|term)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MOST_OF =
      Pattern.compile(
          "\\b(?:largest|biggest|highest|longest|greatest)(?= (?:acceptable |accepted |allowed |available )?(?:deal|loan|transaction|ticket|request|amount|term|mileage|soft|exposure)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OLDEST =
      Pattern.compile(
          "\\boldest (equipment|collateral|asset|vehicle)s?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MUST_NOT =
      Pattern.compile(
          "\\b(?:may|can|must|shall|should|will) not (?=exceed\\b|(?:show|have|carry) (?:more|over)\\b|be (?:older|more|greater|over|less|lower|under)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAY_REACH =
      Pattern.compile(
          "\\b(?:may|can|could|must) (?:run|go|extend|be(?: (?:financed|included|added))?|have|make up) (?=up to\\b|as much as\\b|no (?:older|more|greater|longer|less)\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER_WORD =
      Pattern.compile(
          "\\b("
              + NUMBERS.keySet().stream()
                  .sorted(Comparator.comparing(String::length).reversed())
                  .collect(Collectors.joining("|"))
              + ")(?=[ -](?:full |consecutive |model )?(?:years?|months?|percent|(?:comparable |open )*trade|power units|trucks?|units|or more))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:min|max|yrs?|mos?|no|corp|inc|st|co|approx|incl|vs|etc|e\\.g|i\\.e|u\\.s)\\.)\\s+(?=[A-Z0-9$<>(])|(?<=\\b(?:yrs|mos)\\.)\\s+(?=(?-i:No|Open|All|Any|Must)\\b)|\\s*;\\s*|\\s+[•|·]\\s+",
          Pattern.CASE_INSENSITIVE);

  /** "2.1 Loan amounts range from ...": the numbers of an agreement's paragraphs. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(?:(?i:article|section) [\\dIVX]+[.:]?(?: -)?|\\d{1,2}(?:\\.\\d{1,2})+\\.?|(?:§|[Ss]ection) ?[\\d.]+:?|\\d{1,2}[.)]|\\(?[a-z][.)]) (?=[A-Z])");

  /** "The three most recent years of returns" are three years of returns. */
  private static final Pattern RECENT =
      Pattern.compile(
          "(?i)(\\d|\\btwo|\\bthree) (?:most recent|consecutive|full|prior|last) (?=(?:years?|months?)\\b)");

  private static final Pattern WE_REQUIRE =
      Pattern.compile(
          "(?i)\\bwe(?:'ll)? (?:will |do )?(?:also )?(?:ask for|require|need|request|must have|must see|want(?: to see)?|insist on|review|expect(?: to see)?)\\b");

  /** What is ticked: "☐ Yes ☒ No". */
  private static final Pattern CHOSEN =
      Pattern.compile("[☒☑⊠\uF0FE\uF0FD] ?(?<one>[^☐□☒☑⊠\uF0A8\uF06F\uF0FE\uF0FD]*)");

  /** In their order: a later one reads what an earlier one wrote. */
  private static final List<Rewrite> REWRITES =
      List.of(
          new Rewrite(Footnotes.MARKS, ""),
          Rewrite.of("[‘’ʼ`´]", "'"),
          Rewrite.of("[“”]", "\""),
          Rewrite.of("[‐‑‒–—−]", "-"),
          Rewrite.of("\u00A0", " "),
          Rewrite.of("≥", ">="),
          Rewrite.of("≤", "<="),
          Rewrite.of("(\\d)½", "$1.5"),
          Rewrite.of("\\bw/o\\b", "without"),
          Rewrite.of("(?i)\\bw/ ?", "with "),
          Rewrite.of("\\*+", ""),
          Rewrite.of("(?i)\\batleast(?=\\b|\\d)", "at least"),
          Rewrite.of("(?i)\\b(least|minimum|maximum|min|max|over|under)(?=\\$?\\d)", "$1 "),
          Rewrite.of(
              "(?i),? such as [^.;:]*?(?= (?:may|must|can|cannot|up to|are|is|should|shall|as much|not)\\b)",
              ""),
          Rewrite.of(
              "(?i)(?<=\\b(?:fine|ok|okay|allowed|accepted|acceptable|permitted|considered|eligible|welcome)), (?=with\\b)",
              " "),
          Rewrite.of(
              "(?i)(U\\.?S\\.? citizens?(?: only)?)[.;] (?:green card holders?|(?:lawful |legal )?permanent residents?)(?: \\([^)]*\\))? (?:are|is) (?:also |both )?(?:accepted|fine|ok|okay|eligible|acceptable|welcome)(?: too| as well)?",
              "$1 or permanent residents"),
          Rewrite.of(
              "(?i)^(?:the|each|every) (?:restaurant|shop|store|practice|dentist|doctor|physician|veterinarian|farmer|farm|contractor|carrier|salon|gym|studio|garage|firm|logger|hauler)(?: or (?:the )?[a-z]+)? (?=(?:must|needs? to|has to|have to|should) (?:have|be|show|own|hold)\\b)",
              "The applicant "),
          Rewrite.of(
              "(?i)^(?:(under|less than) (\\d+ (?:years?|months?)) in business)[.:] (?:these|such|those|they|the)\\b(?: (?:customers|applicants|businesses|companies|borrowers))?",
              "If time in business is $1 $2, they"),
          Rewrite.of("(?i)^nothing (?:may|can) be (?=(?:more|older|over)\\b)", "equipment not "),
          Rewrite.of("(?i)\\bwhen the (?:transaction|loan|lease|deal) funds\\b", "at funding"),
          Rewrite.of("(?i)^[A-Z][^.:;%$\\d]*\\((soft[- ]costs?)\\)", "$1"),
          Rewrite.of(
              "(?i)\\b(?:is|are) (?:also )?(?:welcome|fine|acceptable|eligible|ok|okay) (?=up to\\b)",
              ""),
          Rewrite.of("(?i)\\bon the day (?:that )?we fund(?: it)?\\b", "at funding"),
          Rewrite.of(
              "(?i)\\b(?:on the day of|at|by) the last payment\\b", "at the end of the term"),
          Rewrite.of(
              "(?i)(?<=^[\\w ]{3,30}) (?:have|has) (?:their|its) own (?:limits?|rules?|requirements?|terms)(?=:)",
              ""),
          Rewrite.of("(?i), but nothing (?:that is )?(?=(?:more|older|over)\\b)", " not "),
          Rewrite.of("(?i),? nor (?=(?:more|older|over|greater|less|under) )", " and not "),
          Rewrite.of("(?i)\\bwhen the (?:loan|lease) is (?:made|funded|closed)\\b", "at funding"),
          Rewrite.of("(?i), in addition(?:,|(?=[.;]|$))", ""),
          Rewrite.of(
              "(?i), (?:including|meaning|such as) [^;:.$%\\d]{1,100}?,(?= (?:may|must|can|cannot|not|up to|are|is|limited|no)\\b)",
              ""),
          Rewrite.of("(?i),? (?:which consists of|consisting of|namely) ", ": "),
          Rewrite.of(
              "(?i)\\bno (unit|machine|equipment|vehicle|asset|truck|tractor|trailer|collateral)s? (?:may|can|shall|will) be (?=(?:more|older|over|greater)\\b)",
              "$1 not "),
          Rewrite.of(
              "(?i)(?<=, )(?:and )?none (?:may|can|shall|will) be (?=(?:more|older|over)\\b)",
              "and not "),
          Rewrite.of(
              "(?i),? \\(?(?:if|when|whenever|where) (?:an? (?:pay ?net |master ?)?score is (?:available|reported)|(?:the |an? )?(?:applicant|business|company|borrower) has one|there is (?:a|one)|available|any|reported|scored|one exists)(?: score)?\\)?(?:,(?= )|(?= )|(?=[.;]|$))",
              ""),
          Rewrite.of(
              "(?i),? but (?:we )?(?:do not|don't|does not) (?:insist(?: on (?:it|that|this))?|require it)(?=[.;]|$)|,? but (?:it is )?not (?:a must|required|mandatory|a condition)(?=[.;]|$)",
              ""),
          Rewrite.of("(?i),? (?:up|down) from [^,.;)]+", ""),
          Rewrite.of(
              "(?i) ?\\((?:was|previously|formerly|used to be|up from|down from)\\b[^)]*\\)", ""),
          Rewrite.of("(?i)\\b(?:raised|increased|lowered|reduced|changed) from \\S+ to\\b", ""),
          Rewrite.of("(?i)\\bgoes (?=up to\\b)", ""),
          Rewrite.of(
              "(?i),? (?:personal (?:or|and) business|business (?:or|and) personal)(?:,|(?=[.;]|$))",
              ""),
          Rewrite.of(
              "(?i),? (?:in|for|on|under|across|with) (?:every|all|each|any) (?:[\\w-]+ ){0,2}(?:grades?|tiers?|levels?|submissions?|packages?)\\b",
              ""),
          Rewrite.of(
              "(?i),? (?:(?:EFA|FMV|TRAC|10% PUT|\\$1(?:\\.00)?(?: buy-? ?out| out| purchase option))(?: leases?)?(?:,? (?:or|and) |, | ?/ ?|(?=[.;]|$)))+(?=[.;]|$)",
              ""),
          Rewrite.of(
              "(?i)\\bapp(?:lication)?[- ]only:? (?:through|thru|to) (?=\\$)", "app-only up to "),
          Rewrite.of("(?i)(?:^|(?<=[.;] ))[^.$%\\d]{0,60}\\b(?:and )?other (?=soft[- ]costs)", ""),
          Rewrite.of("(?i)\\bmodel (?=years?\\b)", ""),
          Rewrite.of("(?i)\\b[a-z]+(?:-[a-z]+)? percent \\((\\d+(?:\\.\\d+)?) ?%\\)", "$1%"),
          Rewrite.of(
              "(?i)^(?:in addition|additionally|also|furthermore|please note(?: that)?|note(?: that)?|remember|reminder|sorry)[:,]? (?=[A-Za-z\\d$])",
              ""),
          Rewrite.of(
              "(?i)(?:(?<=[:,.;] )|^|(?<=\\d[km]? )|(?<=\\d ))(?:please )?(?:add|include|send)(?: us)? (?=(?:the )?(?:(?:last|past|most recent) )?(?:\\d+|two|three|four|six|twelve) (?:full |most recent )?(?:years?|yrs?|months?|mos?)\\b)",
              "required "),
          Rewrite.of("(?i)(?: -|,) no (?:corp(?:orate|oration)?[- ]only|exceptions)\\b\\.?", ""),
          Rewrite.of(
              "(?i)^(?:wherever|regardless|unfortunately|as an?)\\b[^,:.;\\d]{0,40}, (?=we\\b)",
              ""),
          Rewrite.of(
              "(?i)^(private[- ]part(?:y|ies)(?: (?:sales?|transactions?|purchases?|deals?))?):?(?: (?:are|is))?(?: (?:fine|ok|okay|allowed|accepted|acceptable|permitted|considered|eligible|welcome),?)? (?:up to|max(?:imum)?(?: of)?|limited to|capped at) (?=\\$)",
              "$1: loan amount up to "),
          Rewrite.of("(?i)\\b[a-z]+-[a-z]+ \\((\\d+)\\)(?= (?:and|to) )", "$1"),
          Rewrite.of(
              "(?i)^(?:the |your |each )?(?:files?|packages?|submissions?|requests?) (?:must|should|have to|need to|needs to) (?:contain|include|have)\\b|^(?:the |your |each |every )?(?:files?|packages?|submissions?|requests?|applications?) (?:comes?|goes?) with\\b",
              "required"),
          Rewrite.of("(?i)\\bwe(?:'ll| will| can)? still look(?: at it)?,? but (?:then )?", ""),
          Rewrite.of(
              "(?i)(\\bin the (?:last|past) [\\w-]+ years?\\b[^.;]*?\\bin the (?:last|past) (?:\\d+|two|three|four|five|six|seven|ten))(?=[,.;]| (?:and|or)\\b|$)",
              "$1 years"),
          Rewrite.of(
              "(?i)\\b(?:is |are )?new,? (?:or|and|&|/) used(?:,? and)? (?=(?:up to|no older|not older|less than)\\b)",
              ""),
          Rewrite.of(
              "(?i)\\b(?:those|(?:the )?(?:people|individuals|persons)) who (?:sign|guarantee)\\b|\\bthe guaranteeing [a-z]+s\\b|^signers\\b",
              "guarantors"),
          Rewrite.of(
              "(?i)\\bcitizens of the (?:United States|U\\.S\\.|US)(?: of America)?",
              "US citizens"),
          Rewrite.of(
              "(?i)\\b(?:the )?(?:business|company|applicant|borrower|practice) (?:must be|has to be|is) (at least|under|less than) (\\d+ (?:years?|months?)) old\\b",
              "time in business $1 $2"),
          Rewrite.of("(?i)\\b(?:when|at the time it is|at) (?:purchased?|bought)\\b", "at funding"),
          Rewrite.of("(?i),? or not (?:yet )?(?:open|in business|operating)(?: yet)?\\b", ""),
          Rewrite.of(
              "(?i)(?<=\\bexperience) as (?:an? )?[a-z]+(?: or (?:an? )?[a-z]+)?(?=[.;,]|$)", ""),
          Rewrite.of(
              "(?i)\\b(\\d+\\+? years?|[a-z]+ years) (?:working )?in the (?!last\\b|past\\b|same\\b)([a-z-]+) (?:industry|trade|business|field)\\b",
              "$1 experience in the $2 industry"),
          Rewrite.of(
              "(?i)(?<=\\bsoft[- ]costs? [^.;:]{0,40}\\d ?%)(?: of [a-z ]+)?: [a-z ,&/-]+(?=[.;]|$)",
              ""),
          Rewrite.of("(?i)\\b(yrs?|mos?)\\. (?=(?:over|under|on|for|up to)\\b)", "$1 "),
          Rewrite.of("(?i),? (?:as well|too)(?=[.;]|$)", ""),
          Rewrite.of("(?i)\\bstmts?\\b\\.?", "statements"),
          Rewrite.of("(?i)\\bequip\\. ", "equipment "),
          Rewrite.of("\\(s\\)", "s"),
          Rewrite.of("(?i)\\b(?:go|extend|run) (?:beyond|past)\\b", "exceed"),
          Rewrite.of(
              "(?i)^nothing (?:under|below|less than|smaller than) (?=\\$)",
              "minimum loan amount "),
          Rewrite.of(
              "(?i)^nothing (?:over|above|more than|larger than) (?=\\$)", "maximum loan amount "),
          Rewrite.of("(?i),? (?:on|for|in) everything (?:that )?we (?:do|finance|fund)\\b", ""),
          Rewrite.of("(?i)\\bwhen (?:we fund(?: it)?|(?:it is )?funded)\\b", "at funding"),
          Rewrite.of(
              "(?i)\\bwhen the last payment (?:comes|is|falls) due\\b|\\bwhen the (?:contract|lease|loan|term) (?:ends|matures|expires)\\b",
              "at the end of the term"),
          Rewrite.of("(?i)\\bclass 8 (?=trucks?\\b)", ""),
          Rewrite.of("(?i)\\b(amounts?|terms?) to (?=\\$?\\d)", "$1 up to "),
          Rewrite.of("\\bU\\.S\\.(?:A\\.)?", "US"),
          Rewrite.of("\\s+", " "),
          Rewrite.of("^ | $", ""),
          Rewrite.of("(?i)\\breq(?:'d|d|\\.)(?=[ ,.;:)]|$)", "required"),
          Rewrite.of("(?i)\\bcomp\\. (?=credit|debt|borrow)", "comparable "),
          Rewrite.of("(?i)\\bexc\\. ", "except "),
          Rewrite.of("(?i)\\bavail\\.", "available"),
          Rewrite.of("(?i)(?<=\\d[k ]) ?mi\\b\\.?", " miles"),
          Rewrite.of("(?i) all am(?:oun)?ts\\b\\.?", ""),
          Rewrite.of(
              "(?i)^([^?.]{3,40})\\?\\s+(?:sorry,? )?(?:no|nope|never|not for us|not here|(?:it|that)'s a (?:hard )?no)(?:,? (?:sorry|thanks|thank you))?[.!]?$",
              "$1: no"),
          Rewrite.of(
              "(?i)(\\$ ?[\\d,.]*\\d ?(?:k|mm)?)\\b([^$]*?)\\b(?:anything|requests?|deals?|transactions?|amounts?) (?:larger|above|over|more|bigger)(?: than)? that\\b",
              "$1$2requests over $1"),
          Rewrite.of(
              "(?i)(\\$ ?[\\d,.]*\\d ?(?:k|mm)?)(\\s*[;.,]) (?:above|over|beyond) that(?: amount| limit)?,? ",
              "$1$2 on requests over $1, "),
          Rewrite.of(
              "(?i),? we (?:will|can|may) (?:go ahead|proceed|continue) without (?:one|it),? but in that case\\b",
              ","),
          Rewrite.of("(?i)(?:^|(?<=: ))to (?=\\$? ?\\d)", "up to "),
          Rewrite.of(
              "(?i)(?:^|(?<=[.;] ))(trucks|tractors|trailers)\\b[^:.;\\d]{0,60}: (?:they|these|those|(?=(?:no|not|up to|max\\w*|must) )) ?",
              "$1: "),
          Rewrite.of(
              "(?i)(?:^|(?<=[.;] ))(?:for|on) (trucks|tractors|trailers),? (?:we (?:also )?(?:have|set|allow|require) )?(?:an? )?",
              "$1: "),
          Rewrite.of("(?i)\\b(?:under|in|for|with) this (?:program|tier|product|plan)\\b", ""),
          new Rewrite(NUMBERED, ""),
          new Rewrite(LEAST_OF, "minimum"),
          new Rewrite(MOST_OF, "maximum"),
          new Rewrite(OLDEST, "maximum $1 age"),
          new Rewrite(MUST_NOT, "not "),
          new Rewrite(MAY_REACH, ""),
          new Rewrite(COUNTED_TWICE, "$1"),
          new Rewrite(RECENT, "$1 "),
          new Rewrite(WE_REQUIRE, "required"));

  private Prose() {}

  /** Of an answer with boxes, what is ticked; any other answer as it is. */
  static String chosen(String answer) {
    Matcher chosen = CHOSEN.matcher(answer);
    if (!chosen.find()) {
      return answer;
    }
    String one = chosen.group("one").trim();
    return chosen.find() ? answer : one;
  }

  /** The same words with plain quotes, dashes, signs and figures. */
  static String plain(String text) {
    String plain = Rewrite.all(REWRITES, text);
    Matcher words = NUMBER_WORD.matcher(plain);
    return words.replaceAll(
        word -> NUMBERS.getOrDefault(word.group(1).toLowerCase(Locale.ROOT), word.group()));
  }

  /** Takes a part out of a text, which keeps the places of the others. */
  static void blank(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      text.setCharAt(i, ' ');
    }
  }

  /** The sentences of a plain text. */
  static List<String> sentences(String plain) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    Matcher end = SENTENCE_END.matcher(plain);
    while (end.find()) {
      if (!bracketed(plain, from, end.start())) {
        sentences.add(plain.substring(from, end.start()));
        from = end.end();
      }
    }
    sentences.add(plain.substring(from));
    return sentences.stream()
        .map(String::trim)
        .filter(sentence -> sentence.chars().anyMatch(Character::isLetterOrDigit))
        .toList();
  }

  /** Whether a bracket that was opened is closed only behind this place. */
  private static boolean bracketed(String text, int from, int at) {
    int open = text.lastIndexOf('(', at);
    return open >= from && text.lastIndexOf(')', at) < open && text.indexOf(')', at) > 0;
  }
}
