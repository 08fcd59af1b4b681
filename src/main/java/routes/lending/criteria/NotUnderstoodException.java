package routes.lending.criteria;

/** The words are not in the grammar of guards. */
final class NotUnderstoodException extends Exception {
  private static final long serialVersionUID = 1L;
}
