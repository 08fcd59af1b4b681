package routes.lending.decision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Facts;
import routes.lending.decision.RateTable.Quote;

/** A program made ready. */
final class CompiledProgram {
  private final String name;
  private final int order;
  private final List<CompiledCriterion> criteria;
  private final RateTable rates;

  CompiledProgram(String name, int order, List<CompiledCriterion> criteria, RateTable rates) {
    this.name = name;
    this.order = order;
    this.criteria = List.copyOf(criteria);
    this.rates = rates;
  }

  /**
   * A decision and what ordering programs needs besides it.
   *
   * @param order the program's place by priority, then by document order
   */
  record Evaluated(ProgramDecision decision, Score score, List<Reason> reasons, int order) {}

  String name() {
    return name;
  }

  List<CompiledCriterion> criteria() {
    return criteria;
  }

  RateTable rates() {
    return rates;
  }

  Evaluated evaluate(
      List<CompiledCriterion> shared, List<CriterionResult> sharedResults, Facts facts) {
    Tally tally = new Tally(shared.size() + criteria.size());
    for (int i = 0; i < shared.size(); i++) {
      tally.add(shared.get(i), sharedResults.get(i));
    }
    for (CompiledCriterion criterion : criteria) {
      tally.add(criterion, criterion.evaluate(facts));
    }
    Score score = tally.score();
    Quote quote = rates.quote(facts);
    ProgramDecision decision =
        new ProgramDecision(
            name,
            tally.outcome(),
            score.value(),
            tally.results,
            score.formula(),
            quote.rateBps(),
            quote.explanation(),
            tally.notApplicable);
    return new Evaluated(decision, score, tally.reasons(), order);
  }

  /** What it would come to, without a word of explanation. */
  Outcome outcome(List<CompiledCriterion> shared, Facts facts) {
    Counts counts = new Counts();
    shared.forEach(criterion -> counts.add(criterion, criterion.test(facts)));
    criteria.forEach(criterion -> counts.add(criterion, criterion.test(facts)));
    return counts.outcome();
  }

  /** Counts what the outcome and the score depend on. */
  private static final class Counts {
    private int refused;
    private int open;
    private int disliked;
    private int seen;
    private long passed;
    private long judged;

    private void add(CompiledCriterion criterion, Result result) {
      switch (result) {
        case PASSED -> {
          passed += criterion.weight();
          judged += criterion.weight();
        }
        case FAILED -> {
          judged += criterion.weight();
          if (criterion.required()) {
            refused++;
          } else {
            disliked++;
          }
        }
        case UNKNOWN -> open += criterion.required() ? 1 : 0;
        case NOT_APPLICABLE -> {
          return;
        }
      }
      seen++;
    }

    private Outcome outcome() {
      if (refused > 0) {
        return Outcome.INELIGIBLE;
      }
      return open > 0 || disliked > 0 || seen == 0 ? Outcome.NEEDS_REVIEW : Outcome.ELIGIBLE;
    }
  }

  /** Gathers results as they come. */
  private final class Tally {
    private final Counts counts = new Counts();
    private final List<CriterionResult> results;
    private final List<CompiledCriterion> owners;
    private List<CriterionResult> notApplicable = List.of();

    private Tally(int size) {
      this.results = new ArrayList<>(size);
      this.owners = new ArrayList<>(size);
    }

    private void add(CompiledCriterion criterion, CriterionResult result) {
      counts.add(criterion, result.result());
      if (result.result() == Result.NOT_APPLICABLE) {
        if (notApplicable.isEmpty()) {
          notApplicable = new ArrayList<>();
        }
        notApplicable.add(result);
      } else {
        results.add(result);
        owners.add(criterion);
      }
    }

    private Outcome outcome() {
      return counts.outcome();
    }

    private Score score() {
      return new Score(counts.passed, counts.judged, counts.refused);
    }

    /** Refusals alone when there are any, else what keeps it from being eligible. */
    private List<Reason> reasons() {
      if (counts.seen == 0) {
        return List.of(nothingToJudgeBy());
      }
      List<Reason> reasons = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        Reason reason = owners.get(i).reason(results.get(i), name);
        if (reason != null && (counts.refused == 0 || reason.kind() == Reason.Kind.REFUSED)) {
          reasons.add(reason);
        }
      }
      return reasons;
    }

    private Reason nothingToJudgeBy() {
      return new Reason(
          Reason.Kind.UNKNOWN,
          "no_criteria",
          null,
          name,
          "The program has no criterion that applies to this application: look at it.",
          null,
          null);
    }
  }

  /** Sorts nullable rates, those that are there first. */
  static int rateOrder(@Nullable Integer rateBps) {
    return rateBps == null ? Integer.MAX_VALUE : rateBps;
  }
}
