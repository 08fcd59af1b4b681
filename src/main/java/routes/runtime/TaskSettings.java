package routes.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routes.tasks.TasksConfiguration;
import routes.tasks.TasksConfiguration.Gate;
import routes.tasks.git.Repository.Author;

/** The settings of tasks; what is wrong with them stops the start. */
final class TaskSettings {

  /** A step of the agent or of the gates has four hours, in which others may go before it. */
  private static final int LONGEST_SECONDS = 3600;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TaskSettings() {}

  /**
   * Reads them.
   *
   * @param environment what programs may get a part of
   * @return nothing when no repository is set
   * @throws SettingsException naming the setting that is wrong
   */
  static Optional<TasksConfiguration> read(Settings settings, Map<String, String> environment) {
    if (settings.text("tasks.repository").isEmpty()) {
      if (settings.text("tasks.agent").isPresent() || settings.text("tasks.tracker").isPresent()) {
        throw new SettingsException(
            "TASKS_AGENT or TASKS_TRACKER is set, and tasks.repository is not: set TASKS_REPOSITORY to"
                + " a git repository.");
      }
      return Optional.empty();
    }
    Path repository = settings.path("tasks.repository");
    if (!Files.exists(repository.resolve(".git"))
        && !Files.isRegularFile(repository.resolve("HEAD"))) {
      throw new SettingsException(
          "tasks.repository is '%s', which is no git repository: set TASKS_REPOSITORY to a git repository."
              .formatted(repository));
    }
    Duration gateLimit = seconds(settings, "tasks.gate.seconds");
    String bd = settings.text("tasks.bd").orElse(null);
    return Optional.of(
        new TasksConfiguration(
            repository,
            branch(settings),
            tracker(settings, repository, bd),
            bd,
            agent(settings),
            seconds(settings, "tasks.agent.seconds"),
            gates(settings, gateLimit),
            allowed(settings, environment),
            message(settings),
            author(settings),
            settings.path("data.dir").resolve("tasks"),
            settings.number("tasks.output.bytes", 1024, 1 << 20)));
  }

  private static String branch(Settings settings) {
    String branch = settings.text("tasks.branch").orElse("");
    if (!branch.matches("|[A-Za-z0-9][A-Za-z0-9._/-]{0,200}") || branch.contains("..")) {
      throw wrong(settings, "tasks.branch", "the name of a branch, such as main");
    }
    return branch;
  }

  private static Path tracker(Settings settings, Path repository, @Nullable String bd) {
    boolean named = settings.text("tasks.tracker").isPresent();
    Path tracker =
        named ? settings.path("tasks.tracker") : repository.resolve(".beads/issues.jsonl");
    if (bd == null && !Files.isRegularFile(tracker)) {
      throw new SettingsException(
          "There is no tracker at %s: set TASKS_TRACKER to its JSONL file, or TASKS_BD to the program bd."
              .formatted(tracker));
    }
    return tracker;
  }

  private static List<String> agent(Settings settings) {
    if (settings.text("tasks.agent").isEmpty()) {
      throw new SettingsException(
          "tasks.repository is set, and tasks.agent is not: set TASKS_AGENT to the agent's command, such as"
              + " [\"opencode\", \"run\", \"--file\", \"{prompt}\"].");
    }
    return words(settings, "tasks.agent", json(settings, "tasks.agent"));
  }

  private static List<Gate> gates(Settings settings, Duration usual) {
    if (settings.text("tasks.gates").isEmpty()) {
      return List.of();
    }
    List<Gate> gates = new ArrayList<>();
    Set<String> names = new HashSet<>();
    JsonNode all = json(settings, "tasks.gates");
    long total = 0;
    for (JsonNode gate : all) {
      List<String> command = words(settings, "tasks.gates", gate.path("command"));
      String name = gate.path("name").asText(command.get(0));
      int seconds = gate.path("seconds").asInt((int) usual.toSeconds());
      if (!names.add(name) || !name.matches("[^\\p{Cntrl}]{1,60}") || seconds < 1) {
        throw gates(settings);
      }
      total += seconds;
      gates.add(new Gate(name, command, Duration.ofSeconds(seconds)));
    }
    if (!all.isArray() || gates.size() > 50) {
      throw gates(settings);
    }
    if (total > LONGEST_SECONDS) {
      throw new SettingsException(
          "The gates of TASKS_GATES may take %d s together: give them at most %d in all."
              .formatted(total, LONGEST_SECONDS));
    }
    return gates;
  }

  private static SettingsException gates(Settings settings) {
    return wrong(
        settings,
        "tasks.gates",
        "a JSON array of at most 50, such as [{\"name\": \"tests\", \"command\": [\"make\", \"test\"], \"seconds\": 600}],"
            + " each with a name of its own");
  }

  private static JsonNode json(Settings settings, String property) {
    try {
      return JSON.readTree(settings.required(property));
    } catch (JsonProcessingException e) {
      throw wrong(settings, property, "JSON, as application.properties shows it");
    }
  }

  private static List<String> words(Settings settings, String property, JsonNode array) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : array) {
      if (!word.isTextual() || word.asText().indexOf('\0') >= 0) {
        words.clear();
        break;
      }
      words.add(word.asText());
    }
    if (!array.isArray() || words.isEmpty() || words.get(0).isBlank()) {
      throw wrong(
          settings,
          property,
          "a command as a JSON array of texts, the program first: no shell takes it apart");
    }
    return words;
  }

  private static Map<String, String> allowed(Settings settings, Map<String, String> environment) {
    Map<String, String> allowed = new TreeMap<>();
    for (String name : settings.required("tasks.environment").split("\\s*,\\s*", -1)) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw wrong(settings, "tasks.environment", "names of variables, separated by commas");
      }
      String value = environment.get(name);
      if (value != null) {
        allowed.put(name, value);
      }
    }
    return allowed;
  }

  private static String message(Settings settings) {
    String message = settings.required("tasks.commit.message");
    if (!message.contains("{title}") && !message.contains("{id}")) {
      throw wrong(settings, "tasks.commit.message", "a text with {title} or {id} in it");
    }
    return message;
  }

  private static Author author(Settings settings) {
    try {
      return Author.of(settings.required("tasks.commit.author"));
    } catch (IllegalArgumentException e) {
      throw wrong(settings, "tasks.commit.author", "Name <address>");
    }
  }

  private static Duration seconds(Settings settings, String property) {
    return Duration.ofSeconds(settings.number(property, 1, LONGEST_SECONDS));
  }

  private static SettingsException wrong(Settings settings, String property, String wanted) {
    return new SettingsException(
        "%s is '%s': set %s to %s."
            .formatted(
                property, settings.text(property).orElse(""), Settings.variable(property), wanted));
  }
}
