package routes.documents.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a heading says that the text below it is about. */
enum Topic {
  EXCLUDED(
      "we (?:cannot|can't|will not|won't|do not|don't)(?: go)?$|disqualif\\w+|turn[- ]?downs\\b|we (?:decline|turn down|refuse|reject)(?= ?(?::|$)|:? the following)|these are not(?=:|$)|(?:credit )?knock[- ]?outs?|deal[- ]?(?:killers?|breakers?)|show[- ]?stoppers?|hard stops?|auto(?:matic)?[- ]declines?|pass(?:ing)? on|lea(?:ve|ving) to others|(?:cannot|can't|will not|won't|do not|don't) look past|not for (?:us\\b|these\\b)|exclu(?:ded|sions?)|restrict(?:ed|ions?)|prohibited|ineligible|unacceptable|not (?:eligible|permitted|financed?|leased?|accepted|allowed|considered|fund(?:ed|able)?|lend)|(?:do(?:es)? not|don't|doesn't|cannot|can not|can't|will not|won't) (?:finance|fund|buy|lend|lease|accept|do|approve|consider|serve|extend credit)|(?:unable|not able) to (?:serve|finance|fund|take|lend|accept|help)|(?:can't|cannot|can not|do not|won't) help|not (?:lending|financing|funding)|stay(?:s|ing)? (?:away|out of)|(?:do not|don't|won't|will not) (?:touch|take|send)|not (?:to )?send|steer clear|(?:it'?s|is|you) a no|(?:end|stop|kill|sink)s? (?:our|the|a|your) (?:review|deals?|files?|applications?)|cannot be (?:financed|funded|approved|accepted|considered|leased)|outside (?:of )?(?:our|the) (?:policy|box|appetite|scope)|(?:be|is|are|we) declined? (?:if|when|where)|not (?:available|offered|licensed)|unavailable|no[- ]go|off[- ]limits|avoid|no (?:loans?|leases?|deals?|financing|funding|approvals?) (?:to|on|for|in|with) (?:any of )?(?:the following|these)|non-?(?:fundable|financeable|eligible)"),
  CONTACT(
      "contacts?|submissions?|for more information|your (?:team|rep)|phone|e-?mail|how to (?:submit|apply)|questions"),
  PAPERS(
      "send us|what to send|document(?:s|ation)?|checklist|package|paperwork|what we need|submit(?:ting)?|must include|must accompany|must be accompanied|(?:with|for) every (?:submission|application|request)|funding requirements|required (?:items|information)|stipulations"),
  PRICE_EXTRAS(
      "commissions?|fees?|(?<!fine |key |bullet |selling |talking )points|broker compensation|pricing adjust\\w+|adders?|promotions?|incentives?"),
  WISHES(
      "preferred (?:industr\\w+|equipment|assets?|collateral|deals?)|we (?:like|love|prefer|want)|sweet spot|ideal|target (?:industr\\w+|market\\w*)|preferences?"),
  ELIGIBLE(
      "eligible|acceptable|approved|qualif(?:ied|ying)|(?:industries|equipment|assets|collateral)(?: types)? (?:we (?:finance|fund|serve)|financed|funded|served|considered)|we finance|what we (?:do|finance|fund)|examples?");

  private final Pattern words;

  Topic(String words) {
    this.words = Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  private static final Pattern THINGS =
      Pattern.compile(
          "(?i).*\\b(?:industr\\w+|equipment|collateral|assets?|vehicles?|business types|states?)\\b.*");

  /** What a heading or the beginning of a list is about, if it says so. */
  static @Nullable Topic of(String title) {
    String heading = Prose.plain(title);
    for (Topic topic : values()) {
      if (topic.in(heading) && (topic != ELIGIBLE || ofThings(heading))) {
        return topic;
      }
    }
    return null;
  }

  /** Whether a heading speaks of industries, equipment or places. */
  static boolean ofThings(String heading) {
    return THINGS.matcher(heading).matches();
  }

  /** Whether a heading is about this. */
  boolean in(String heading) {
    return words.matcher(heading).find();
  }
}
