package routes.lending.rank;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order of lenders for one application: outcome, score, buy rate, lender's name, lender's id;
 * matches without an outcome come last. A total order: the same matches always come out the same.
 */
public final class Ranking {
  private static final Comparator<Candidate> ORDER =
      comparing(Candidate::outcome, nullsLast(naturalOrder()))
          .thenComparing(Candidate::score, nullsLast(reverseOrder()))
          .thenComparing(Candidate::rateBps, nullsLast(naturalOrder()))
          .thenComparing(candidate -> candidate.lender().name())
          .thenComparing(candidate -> candidate.lender().id())
          .thenComparing(Candidate::status);

  private Ranking() {}

  /** The order itself, best first. */
  public static Comparator<Candidate> order() {
    return ORDER;
  }

  /** The candidates, best first; the first has rank 1. */
  public static List<Candidate> rank(Collection<Candidate> candidates) {
    return candidates.stream().sorted(ORDER).toList();
  }
}
