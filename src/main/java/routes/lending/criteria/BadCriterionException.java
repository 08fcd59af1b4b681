package routes.lending.criteria;

/** A criterion that means nothing; the message goes on after "the criterion's {@link #member}". */
public final class BadCriterionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String member;

  BadCriterionException(String member, String message) {
    super(message);
    this.member = member;
  }

  /** The member that is wrong: {@code type}, {@code operator}, {@code value}, {@code unit}. */
  public String member() {
    return member;
  }
}
