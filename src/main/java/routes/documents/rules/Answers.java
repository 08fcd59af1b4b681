package routes.documents.rules;

import routes.lending.policy.Operator;

/** Reads answers of several sentences. */
final class Answers {

  private Answers() {}

  /** An answer whose sentences answer the question, or speak for themselves. */
  static Reading read(String question, String answer) {
    boolean ofAll =
        FlagReader.mentioned(question).isEmpty() && !LabelReader.limited(Prose.plain(question));
    Reading all = Reading.NONE;
    for (String sentence : Prose.sentences(Prose.plain(answer))) {
      Reading stated = Statements.read(sentence);
      boolean forAll = ofAll || refuses(stated);
      boolean alone = forAll && !stated.facts().isEmpty() && stated.unread().isEmpty();
      Reading asked = alone ? stated : Statements.answered(question, sentence);
      all = all.and(forAll ? asked.or(stated) : asked);
    }
    return all;
  }

  private static boolean refuses(Reading reading) {
    return reading.facts().stream()
        .allMatch(
            fact -> fact.operator() == Operator.IS_FALSE || fact.operator() == Operator.NOT_IN);
  }
}
