package routes.documents.page;

import java.util.regex.Pattern;

/**
 * Text that speaks to a machine that reads, instead of to the people a guideline is for. Nothing
 * that such a passage says is taken for a lender's rule.
 */
public final class Orders {

  private static final Pattern ORDER =
      Pattern.compile(
          "\\b(?:ignore|disregard|forget|override|bypass|discard)\\b.{0,40}\\b(?:instructions?|prompts?|rules?|guidelines?|above|previous|prior|earlier|everything|training|schema)\\b|\\b(?:system|developer|assistant|hidden)"
              + " (?:prompt|message|instructions?|note|override|mode)\\b|\\b(?:as|you"
              + " are|you're|act as|pretend to be|note to|attention|dear|hey|hello|for)[ ,:]+(?:an?"
              + " |the |any |all )?(?:ai|a\\.i\\.|llms?|gpt\\S*|chat ?gpt|claude|gemini|language"
              + " models?|large language models?|chat ?bots?|(?:ai |virtual"
              + " )?assistants?|(?:automated |machine"
              + " )?(?:parsers?|readers?|extractors?|agents?))\\b|\\b(?:ai|llm|language"
              + " models?|automated (?:parsers?|readers?|systems?))"
              + " (?:must|should|shall|will|are|is|reading|processing|systems?"
              + " (?:must|should))\\b|\\bnew instructions?\\b|\\bin(?:struction)?s? (?:to|for)"
              + " (?:the"
              + " )?(?:models?|parsers?|readers?|ai|assistants?)\\b|\\b(?:output|return|respond"
              + " with|reply with|answer with|emit|print|set) (?:only |exactly |the following"
              + " )?(?:json|\\{|\"|`|fields?\\b|values?\\b|type=|fico_score|loan_amount|time_in_business|paynet_score)"
              + "|\\b(?:set|change|overwrite|replace|update|treat|record|report)\\b.{0,40}\\b(?:min(?:imum)?|max(?:imum)?|fico|paynet|ltv|criteria|criterion|requirements?|scores?|rates?|limits?)\\b.{0,25}\\b(?:to|as|with|=)\\b|\\bapprove"
              + " (?:all|every|any|everyone|everybody|this)\\b|\\bmark"
              + " (?:all|every|this).{0,20}\\b(?:eligible|approved)\\b"
              + "|\\b(?:send|post|forward|upload|exfiltrate|leak)\\b.{0,60}\\bhttps?://"
              + "|<\\|?(?:im_start|im_end|system|endoftext)\\|?>|\\[/?inst\\]|<</?sys>>|^\\s*(?:system|assistant|user)\\s*:",
          Pattern.CASE_INSENSITIVE);

  private Orders() {}

  /** Whether a passage gives orders to a reader that is no person. */
  public static boolean in(String passage) {
    return ORDER.matcher(passage).find();
  }
}
