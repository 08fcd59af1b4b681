package routes.documents.rules;

import java.util.List;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;

/** Counts what sections ask for in different ways, as programs do. */
final class Contrast {

  private Contrast() {}

  /** How many things a section requires in other ways than those beside it. */
  static long between(ProgramNode section, List<ProgramNode> all) {
    return section
        .required()
        .filter(
            mine ->
                all.stream()
                    .filter(other -> other != section)
                    .flatMap(ProgramNode::required)
                    .anyMatch(theirs -> differ(mine, theirs)))
        .map(Criterion::type)
        .distinct()
        .count();
  }

  private static boolean differ(Criterion mine, Criterion theirs) {
    if (!mine.type().equals(theirs.type()) || mine.operator() == Operator.NOT_IN) {
      return false;
    }
    return mine.operator() == theirs.operator()
        ? !mine.value().equals(theirs.value())
        : !ends(mine, theirs) && !ends(theirs, mine);
  }

  /** Whether they are the two ends of one range. */
  private static boolean ends(Criterion low, Criterion high) {
    return low.operator() == Operator.GTE
        && (high.operator() == Operator.LTE || high.operator() == Operator.LT)
        && low.value().decimalValue().compareTo(high.value().decimalValue()) < 0;
  }
}
