package routes.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routes.tasks.TasksConfiguration.Gate;
import routes.tasks.child.ChildProcess;
import routes.tasks.child.ChildRequest;
import routes.tasks.child.ChildResult;

/** Runs the quality gates in their order, up to the first that fails. */
final class Gates {
  private static final int SHOWN = 4000;

  private final TasksConfiguration configuration;

  Gates(TasksConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * A gate that ran.
   *
   * @param phase the step, attempt and round it ran in
   * @param position in the order, from 1
   */
  record Outcome(String phase, int position, Gate gate, ChildResult result) {

    /** As a row of the database. */
    Map<String, Object> row() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("phase", phase);
      row.put("position", position);
      row.put("name", gate.name());
      row.put("status", result.succeeded() ? "passed" : result.timedOut() ? "timed_out" : "failed");
      row.put("exit_code", result.exitCode());
      row.put("seconds", result.took().toMillis() / 1000.0);
      row.put("output", result.output());
      return row;
    }

    /** Why it failed, with the end of its output; null when it passed. */
    @Nullable String failure() {
      if (result.succeeded()) {
        return null;
      }
      String how =
          result.timedOut()
              ? "was not done after %d s".formatted(gate.limit().toSeconds())
              : "ended with exit code %d".formatted(result.exitCode());
      String output = result.output().strip();
      String end =
          output.length() <= SHOWN ? output : "…" + output.substring(output.length() - SHOWN);
      return "Gate %s %s.%s".formatted(gate.name(), how, end.isEmpty() ? "" : "\n" + end);
    }
  }

  /** Runs them in a directory. */
  List<Outcome> run(
      Path directory,
      Map<String, String> environment,
      String run,
      String phase,
      Consumer<String> live)
      throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Gate gate : configuration.gates()) {
      live.accept("── gate %s ──\n".formatted(gate.name()));
      ChildResult result =
          ChildProcess.run(
              new ChildRequest(
                  gate.command(),
                  directory,
                  environment,
                  null,
                  gate.limit(),
                  configuration.keptOutput()),
              run,
              live);
      Outcome outcome = new Outcome(phase, outcomes.size() + 1, gate, result);
      outcomes.add(outcome);
      if (!result.succeeded()) {
        break;
      }
    }
    return outcomes;
  }
}
