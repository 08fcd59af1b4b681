package routes.lending.application;

import java.util.List;
import java.util.stream.Collectors;
import routes.lending.Problem;

/**
 * An application that can't be taken; it says every problem at once. Its message goes to logs and
 * dead letters, and has no value that may be somebody's; the problems are for the sender.
 */
public final class InvalidApplicationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidApplicationException(List<Problem> problems) {
    super(problems.stream().map(PublicSentence::of).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  /** As the message, with all values: for the sender only. */
  public String sentences() {
    return problems.stream().map(Problem::message).collect(Collectors.joining(" "));
  }

  /** What is wrong, in the order of the application's fields; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
