package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.tasks.TasksConfiguration;
import routes.tasks.TasksConfiguration.Gate;

/** What is said of tasks in the settings, and what stops the start. */
class TaskSettingsTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void repository() throws IOException {
    Files.createDirectories(directory.resolve("project/.git"));
    Files.createDirectories(directory.resolve("project/.beads"));
    Files.writeString(directory.resolve("project/.beads/issues.jsonl"), "");
    environment.put("TASKS_REPOSITORY", directory.resolve("project").toString());
    environment.put("TASKS_AGENT", "[\"agent\", \"{prompt}\"]");
  }

  private TasksConfiguration read() {
    return TaskSettings.read(
            Settings.load(environment, directory), Map.of("PATH", "/bin", "SECRET", "s"))
        .orElseThrow();
  }

  @Test
  void nothingSetMeansNoTasks() {
    assertThat(TaskSettings.read(Settings.load(Map.of(), directory), Map.of())).isEmpty();
  }

  @Test
  void commandsAreListsAndTheEnvironmentIsWhatIsAllowed() {
    environment.put(
        "TASKS_GATES",
        "[{\"name\": \"t\", \"command\": [\"make\", \"a b\"], \"seconds\": 5}, {\"command\": [\"x\"]}]");
    TasksConfiguration configuration = read();
    assertThat(configuration.agent()).containsExactly("agent", "{prompt}");
    assertThat(configuration.environment()).isEqualTo(Map.of("PATH", "/bin"));
    assertThat(configuration.gates())
        .containsExactly(
            new Gate("t", List.of("make", "a b"), Duration.ofSeconds(5)),
            new Gate("x", List.of("x"), Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TASKS_REPOSITORY | /nowhere/x  | which is no git repository: set TASKS_REPOSITORY",
        "TASKS_AGENT      | opencode run | tasks.agent is 'opencode run': set TASKS_AGENT to JSON",
        "TASKS_AGENT      | [1]         | a command as a JSON array of texts",
        "TASKS_AGENT      | []          | a command as a JSON array of texts",
        "TASKS_AGENT      | ''          | tasks.agent is not: set TASKS_AGENT",
        "TASKS_GATES      | [{}]        | set TASKS_GATES to a command as a JSON array",
        "TASKS_GATES      | [{\"command\": [\"a\"], \"seconds\": 9999}] | at most 3600 in all",
        "TASKS_GATES      | [{\"command\": [\"a\"]}, {\"command\": [\"a\"]}] | each with a name of its own",
        "TASKS_TRACKER    | /nowhere/y  | There is no tracker at /nowhere/y",
        "TASKS_BRANCH     | --upload    | set TASKS_BRANCH to the name of a branch",
        "TASKS_AGENT_SECONDS | 0        | a whole number from 1 to 3600",
        "TASKS_ENVIRONMENT | A B        | names of variables, separated by commas",
        "TASKS_COMMIT_MESSAGE | done    | a text with {title} or {id} in it",
        "TASKS_COMMIT_AUTHOR | me       | Name <address>",
      })
  void whatIsWrongIsNamed(String variable, String value, String sentence) {
    environment.put(variable, value);
    assertThatThrownBy(this::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }
}
