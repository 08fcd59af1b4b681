package routes.lending.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.application.InvalidApplicationException;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.policy.Example;

/** A policy's own examples, which it must keep. */
public final class Examples {
  private Examples() {}

  /** The examples that come to something else than they say; empty for a sound policy. */
  public static List<Problem> broken(CompiledPolicy policy) {
    List<Problem> problems = new ArrayList<>();
    List<Example> examples = policy.policy().examples();
    for (int i = 0; i < examples.size(); i++) {
      run(policy, examples.get(i), "examples[" + i + "]", problems);
    }
    return problems;
  }

  private static void run(
      CompiledPolicy policy, Example example, String path, List<Problem> problems) {
    LenderDecision decision;
    try {
      decision = policy.evaluate(LoanApplicationParser.parse(example.application()));
    } catch (InvalidApplicationException e) {
      e.problems()
          .forEach(
              problem ->
                  problems.add(
                      new Problem(
                          path + ".application." + problem.path(),
                          problem.value(),
                          "Example '%s': %s".formatted(example.name(), problem.message()))));
      return;
    }
    String expected = example.outcome().toUpperCase(Locale.ROOT);
    compare(path + ".outcome", example, expected, decision.outcome().name(), problems);
    if (example.program() != null) {
      compare(path + ".program", example, example.program(), decision.bestProgram(), problems);
    }
    if (example.rateBps() != null) {
      compare(path + ".rateBps", example, example.rateBps(), decision.rateBps(), problems);
    }
  }

  private static void compare(
      String path,
      Example example,
      Object expected,
      @Nullable Object actual,
      List<Problem> problems) {
    if (!Objects.equals(expected, actual)) {
      problems.add(
          new Problem(
              path,
              String.valueOf(expected),
              "Example '%s' says %s, but the policy comes to %s: correct the one that is wrong."
                  .formatted(example.name(), expected, actual == null ? "none" : actual)));
    }
  }
}
