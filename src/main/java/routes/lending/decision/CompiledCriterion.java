package routes.lending.decision;

import org.jspecify.annotations.Nullable;
import routes.lending.application.Facts;
import routes.lending.criteria.AdverseReason;
import routes.lending.criteria.BadCriterionException;
import routes.lending.criteria.CriterionType;
import routes.lending.criteria.Guard;
import routes.lending.criteria.GuardParser;
import routes.lending.criteria.Rule;
import routes.lending.criteria.RuleFactory;
import routes.lending.criteria.Truth;
import routes.lending.decision.Reason.AdverseAction;
import routes.lending.policy.Criterion;

/** A criterion made ready: its rule, its guard, and all of its result that never changes. */
final class CompiledCriterion {
  private final Criterion criterion;
  private final Rule rule;
  private final Guard guard;
  private final boolean required;
  private final int weight;
  private final @Nullable Citation citation;
  private final @Nullable String unit;
  private final String reasonCode;
  private final AdverseAction adverseAction;
  private final String guardTail;

  private CompiledCriterion(
      Criterion criterion, Rule rule, Guard guard, boolean required, @Nullable Citation citation) {
    this.criterion = criterion;
    this.rule = rule;
    this.guard = guard;
    this.required = required;
    this.citation = citation;
    this.unit = rule.unit();
    CriterionType type = CriterionType.of(criterion.type());
    int usual = type == CriterionType.APPLICATION_ONLY ? 0 : 1;
    this.weight = criterion.weight() == null ? usual : criterion.weight();
    AdverseReason own = type == null ? AdverseReason.OTHER : type.reason();
    this.reasonCode = criterion.reason() == null ? own.code() : criterion.reason();
    AdverseReason told = AdverseReason.of(reasonCode);
    AdverseReason wording = told == null ? own : told;
    this.adverseAction = new AdverseAction(wording.code(), wording.hmda(), wording.wording());
    this.guardTail = guard.text() == null ? "." : " (the rule for: " + guard.text() + ").";
  }

  /**
   * Makes a criterion ready.
   *
   * @param preferred whether it stands among the preferences
   * @param programPage the page of its program, cited when it has none of its own
   * @throws BadCriterionException if it means nothing
   */
  static CompiledCriterion of(Criterion criterion, boolean preferred, @Nullable Integer programPage)
      throws BadCriterionException {
    Guard guard = GuardParser.parse(criterion.when());
    Rule rule;
    try {
      rule = rule(criterion, guard.windowMonths());
    } catch (BadCriterionException e) {
      if (guard.windowMonths() == null) {
        throw e;
      }
      // A time in the past that this type has none of: the criterion is sound, its guard is not.
      rule = rule(criterion, null);
      guard = new Guard(guard.text(), null, null);
    }
    boolean required = criterion.required() == null ? !preferred : criterion.required();
    Integer page = criterion.page() == null ? programPage : criterion.page();
    Citation citation =
        page == null && criterion.quote() == null ? null : new Citation(page, criterion.quote());
    return new CompiledCriterion(criterion, rule, guard, required, citation);
  }

  private static Rule rule(Criterion criterion, @Nullable Integer windowMonths)
      throws BadCriterionException {
    return RuleFactory.rule(
        criterion.type(), criterion.operator(), criterion.value(), criterion.unit(), windowMonths);
  }

  /**
   * What it comes to.
   *
   * <p>"If the guard holds, the rule must": where the guard is open but the rule holds, it is
   * passed either way.
   */
  Result test(Facts facts) {
    Truth applies = guard.understood() ? guard.condition().test(facts) : Truth.UNKNOWN;
    if (applies == Truth.FALSE) {
      return Result.NOT_APPLICABLE;
    }
    if (!guard.understood()) {
      return Result.UNKNOWN;
    }
    return switch (rule.test(facts)) {
      case TRUE -> Result.PASSED;
      case FALSE -> applies == Truth.TRUE ? Result.FAILED : Result.UNKNOWN;
      case UNKNOWN -> Result.UNKNOWN;
    };
  }

  CriterionResult evaluate(Facts facts) {
    Result result = test(facts);
    return new CriterionResult(
        criterion.type(),
        criterion.operator(),
        rule.expected(),
        rule.actual(facts),
        result,
        required,
        weight,
        explain(facts, result),
        citation,
        unit,
        criterion.when());
  }

  private String explain(Facts facts, Result result) {
    return switch (result) {
      case PASSED -> rule.explain(facts, Truth.TRUE) + guardTail;
      case FAILED -> rule.explain(facts, Truth.FALSE) + guardTail;
      case NOT_APPLICABLE -> "Does not apply to this application" + guardTail;
      case UNKNOWN -> {
        Truth truth = rule.test(facts);
        if (!guard.understood()) {
          yield rule.explain(facts, truth)
              + "; whether the rule applies can't be told from '"
              + guard.text()
              + "': look at it.";
        }
        yield truth == Truth.FALSE
            ? rule.explain(facts, truth)
                + "; whether the rule applies (for: "
                + guard.text()
                + ") the application does not say."
            : rule.explain(facts, truth) + guardTail;
      }
    };
  }

  /** The reason a result gives, if it gives one; the same result must be this criterion's. */
  @Nullable Reason reason(CriterionResult result, String program) {
    return switch (result.result()) {
      case FAILED ->
          required
              ? reason(Reason.Kind.REFUSED, result, program, adverseAction)
              : reason(Reason.Kind.PREFERENCE, result, program, null);
      case UNKNOWN -> required ? reason(Reason.Kind.UNKNOWN, result, program, null) : null;
      case PASSED, NOT_APPLICABLE -> null;
    };
  }

  private Reason reason(
      Reason.Kind kind, CriterionResult result, String program, @Nullable AdverseAction told) {
    return new Reason(
        kind, reasonCode, criterion.type(), program, result.explanation(), told, citation);
  }

  boolean required() {
    return required;
  }

  int weight() {
    return weight;
  }

  Rule rule() {
    return rule;
  }

  Guard guard() {
    return guard;
  }
}
