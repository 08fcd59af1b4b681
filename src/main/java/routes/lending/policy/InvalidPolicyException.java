package routes.lending.policy;

import java.util.List;
import java.util.stream.Collectors;
import routes.lending.Problem;

/** A policy that can't be taken; it says every problem at once. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidPolicyException(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the policy; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
