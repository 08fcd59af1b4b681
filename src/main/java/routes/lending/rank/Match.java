package routes.lending.rank;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.decision.Category;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.NearestWay;
import routes.lending.decision.Outcome;
import routes.lending.decision.ProgramDecision;
import routes.lending.decision.Reason;

/**
 * One lender's match as clients see it in {@code GET /api/loan-applications/{id}/matches}.
 *
 * @param rank 1 for the best; null until all are ranked
 * @param lender the lender
 * @param status how far it is
 * @param outcome null unless completed, like all that follows
 * @param nearest what would have to be different, nearest first; left out when there is nothing
 * @param policyVersion the content hash of the policy that decided
 * @param error why the match failed; left out otherwise
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Match(
    @Nullable Integer rank,
    LenderRef lender,
    MatchStatus status,
    @Nullable Outcome outcome,
    @Nullable BigDecimal score,
    @Nullable Category category,
    @Nullable String bestProgram,
    @Nullable Integer rateBps,
    List<Reason> reasons,
    List<ProgramDecision> programs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearestWay> nearest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String policyVersion,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error) {

  public Match {
    nearest = nearest == null ? List.of() : nearest;
  }

  /** A completed match. */
  public static Match of(@Nullable Integer rank, LenderRef lender, LenderDecision decision) {
    return new Match(
        rank,
        lender,
        MatchStatus.COMPLETED,
        decision.outcome(),
        decision.score(),
        decision.category(),
        decision.bestProgram(),
        decision.rateBps(),
        decision.reasons(),
        decision.programs(),
        decision.nearest(),
        decision.policyVersion(),
        null);
  }

  /** A match without a decision: not there yet, or failed with the sentence why. */
  public static Match without(
      @Nullable Integer rank, LenderRef lender, MatchStatus status, @Nullable String error) {
    return new Match(
        rank, lender, status, null, null, null, null, null, List.of(), List.of(), List.of(), null,
        error);
  }
}
