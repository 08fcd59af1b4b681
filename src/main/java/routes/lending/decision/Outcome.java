package routes.lending.decision;

/** What a program or a lender comes to, best first. */
public enum Outcome {
  /** Every required criterion passed and no preference failed. */
  ELIGIBLE,
  /** Nothing required failed, but something required is unknown or something preferred failed. */
  NEEDS_REVIEW,
  /** Something required failed. */
  INELIGIBLE
}
