package routes.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.tasks.git.Repository.Author;

/**
 * What tasks are done with.
 *
 * @param repository the git repository
 * @param branch where commits go; empty for the branch that is checked out
 * @param tracker the tracker's JSONL file; not read where there is bd
 * @param bd the program bd; null to use the file
 * @param agent program and arguments of the agent; {@code {prompt}} is the prompt's file
 * @param agentLimit the longest it may take
 * @param gates the quality gates, in their order
 * @param environment all that programs get of this process's environment
 * @param message the commit message, with {@code {id}} and {@code {title}}
 * @param author who commits
 * @param directory where runs have their files
 * @param keptOutput bytes of a program's output that are kept
 */
public record TasksConfiguration(
    Path repository,
    String branch,
    Path tracker,
    @Nullable String bd,
    List<String> agent,
    Duration agentLimit,
    List<Gate> gates,
    Map<String, String> environment,
    String message,
    Author author,
    Path directory,
    int keptOutput) {

  /** In an agent's argument, the file with the prompt. */
  public static final String PROMPT = "{prompt}";

  public TasksConfiguration {
    agent = List.copyOf(agent);
    gates = List.copyOf(gates);
    environment = Map.copyOf(environment);
  }

  /**
   * A command that must succeed before a change is committed.
   *
   * @param name what people call it
   * @param command program and arguments
   * @param limit the longest it may take
   */
  public record Gate(String name, List<String> command, Duration limit) {
    public Gate {
      command = List.copyOf(command);
    }
  }
}
