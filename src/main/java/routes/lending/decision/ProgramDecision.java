package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one program came to.
 *
 * @param name the program's name
 * @param outcome what it came to
 * @param score 0 to 100 with one decimal
 * @param criteria every criterion that applies, those of all programs first
 * @param scoreFormula how the score came about
 * @param rateBps the buy rate for the amount and term; null when there is none
 * @param rateExplanation which band gave it, or why there is none
 * @param notApplicable criteria whose guard does not hold
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ProgramDecision(
    String name,
    Outcome outcome,
    BigDecimal score,
    List<CriterionResult> criteria,
    String scoreFormula,
    @Nullable Integer rateBps,
    String rateExplanation,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CriterionResult> notApplicable) {

  public ProgramDecision {
    notApplicable = notApplicable == null ? List.of() : notApplicable;
  }
}
