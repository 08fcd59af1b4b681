package routes.runtime;

/** What an exception has to say, on one line. */
final class Sentences {
  private Sentences() {}

  /** The innermost cause's message: the outer ones only say that there was one. */
  static String of(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.strip().replaceAll("\\s*[\\p{Cntrl}&&[^\\t]]+\\s*", " ");
  }
}
