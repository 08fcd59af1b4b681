package routes.lending.rank;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;

/**
 * What ranking needs of one lender's match, and no more, so that rows of a table can be ranked.
 *
 * @param lender the lender
 * @param status how far its match is
 * @param outcome what it came to; absent unless completed
 * @param score 0 to 100; absent unless completed
 * @param rateBps its buy rate; absent when it has none
 */
public record Candidate(
    LenderRef lender,
    MatchStatus status,
    @Nullable Outcome outcome,
    @Nullable BigDecimal score,
    @Nullable Integer rateBps) {

  /** A completed match. */
  public static Candidate of(LenderRef lender, LenderDecision decision) {
    return new Candidate(
        lender, MatchStatus.COMPLETED, decision.outcome(), decision.score(), decision.rateBps());
  }
}
