package routes.workflow;

import java.util.Map;
import java.util.stream.Collectors;

/** Why a run failed, out of the body of its on-failure step. */
public final class RunFailure {
  private static final int LONGEST = 2000;

  /**
   * The reason as one text.
   *
   * @param body the on-failure step's body, with {@code step_run_errors} by step
   * @return a row with {@code reason}
   */
  public Map<String, Object> reason(Map<String, Object> body) {
    Object errors = body.get("step_run_errors");
    String reason =
        errors instanceof Map<?, ?> steps && !steps.isEmpty()
            ? steps.entrySet().stream()
                .map(error -> error.getKey() + ": " + error.getValue())
                .sorted()
                .collect(Collectors.joining("; "))
            : "The run failed; the engine's record of it says why.";
    return Map.of(
        "reason", reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "…");
  }
}
