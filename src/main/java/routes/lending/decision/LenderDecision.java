package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one lender's policy says to one application; the lender counts by its best program.
 *
 * @param outcome what it came to
 * @param score 0 to 100 with one decimal
 * @param category the score in words
 * @param bestProgram the program that counts: the best by outcome, score, fewest open points and
 *     rate
 * @param rateBps its buy rate in basis points; null when it has none or the lender refuses
 * @param reasons why not, or what to look at; empty when eligible
 * @param programs every program
 * @param nearest the smallest changes that would make it eligible, nearest first; only when refused
 * @param policyVersion the content hash of the policy
 */
@JsonNaming(SnakeCaseStrategy.class)
public record LenderDecision(
    Outcome outcome,
    BigDecimal score,
    Category category,
    String bestProgram,
    @Nullable Integer rateBps,
    List<Reason> reasons,
    List<ProgramDecision> programs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearestWay> nearest,
    String policyVersion) {

  public LenderDecision {
    nearest = nearest == null ? List.of() : nearest;
  }
}
