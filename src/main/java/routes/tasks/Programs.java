package routes.tasks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether the programs that tasks need are there. */
final class Programs {
  private Programs() {}

  /**
   * Looks for the agent and the gates' programs. One that is named relative to the worktree may
   * come with a task.
   *
   * @throws TaskRefusedException naming the one that is missing
   */
  static void require(TasksConfiguration configuration) {
    Stream.concat(
            Stream.of(configuration.agent().get(0)),
            configuration.gates().stream().map(gate -> gate.command().get(0)))
        .filter(program -> !found(program, configuration.environment().getOrDefault("PATH", "")))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new TaskRefusedException(
                  "Program %s is not there: install it, or correct its name in TASKS_AGENT or TASKS_GATES."
                      .formatted(missing));
            });
  }

  private static boolean found(String program, String path) {
    if (program.contains(File.separator)) {
      Path file = Path.of(program);
      return !file.isAbsolute() || Files.isExecutable(file);
    }
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
