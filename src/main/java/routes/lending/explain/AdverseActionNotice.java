package routes.lending.explain;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;
import routes.lending.decision.Reason;
import routes.lending.decision.Reason.AdverseAction;

/**
 * What an applicant is told when a lender declines.
 *
 * @param reasons the principal reasons, at most four, each once
 * @param dueBy the last day to send it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AdverseActionNotice(List<AdverseAction> reasons, LocalDate dueBy) {
  /** More than four reasons tell an applicant no more: so the commentary to Regulation B. */
  public static final int MAX_REASONS = 4;

  /** From what day on the time to send a notice runs, and how long it is, by Regulation B. */
  public enum Clock {
    /** A completed application was received. */
    COMPLETED_APPLICATION(30),
    /** An incomplete application was declined. */
    INCOMPLETE_APPLICATION(30),
    /** A counteroffer was made, and not accepted. */
    COUNTEROFFER(90);

    private final int days;

    Clock(int days) {
      this.days = days;
    }

    /** How many days there are. */
    public int days() {
      return days;
    }

    /** The last day to send the notice when the clock began on a day. */
    public LocalDate dueBy(LocalDate began) {
      return began.plusDays(days);
    }
  }

  /**
   * The notice for a refusal.
   *
   * @throws IllegalArgumentException if the decision is no refusal
   */
  public static AdverseActionNotice of(LenderDecision decision, Clock clock, LocalDate began) {
    if (decision.outcome() != Outcome.INELIGIBLE) {
      throw new IllegalArgumentException(
          "the decision is %s: only a refusal has a notice".formatted(decision.outcome()));
    }
    return of(decision.reasons(), clock, began);
  }

  /** The notice that the reasons of a refusal make. */
  public static AdverseActionNotice of(List<Reason> reasons, Clock clock, LocalDate began) {
    Map<String, AdverseAction> byCode = new LinkedHashMap<>();
    reasons.stream()
        .map(Reason::adverseAction)
        .filter(Objects::nonNull)
        .forEach(action -> byCode.putIfAbsent(action.code(), action));
    return new AdverseActionNotice(
        byCode.values().stream().limit(MAX_REASONS).toList(), clock.dueBy(began));
  }
}
