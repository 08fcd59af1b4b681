package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routes.tasks.TasksConfiguration.Gate;
import routes.tasks.git.Repository.Author;
import routes.tasks.tracker.TrackerContent;
import routes.tasks.tracker.TrackerFile;

/** A git repository with a tracker, an agent and gates, made for a test. */
final class Project {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  final Path directory;
  final Path repository;
  final Path tracker;
  private final Path agent;
  private final List<Gate> gates = new ArrayList<>();

  Project(Path directory) {
    this.directory = directory;
    this.repository = directory.resolve("repository");
    this.tracker = repository.resolve(".beads/issues.jsonl");
    this.agent = directory.resolve("agent.sh");
    try {
      Files.createDirectories(tracker.getParent());
      Files.writeString(repository.resolve("README"), "first\n");
      Files.writeString(tracker, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git("init", "--quiet", "--initial-branch=main");
    git("add", "--all");
    git("-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "--quiet", "-m", "first");
    agent("cp \"$1\" \"done-$HATCHET_TASK_ID\"; echo \"did $HATCHET_TASK_ID\"");
  }

  /** What the agent does, as lines of a script; $1 is the prompt. */
  Project agent(String script) {
    return write(agent, script);
  }

  /** Adds a gate that runs a script. */
  Project gate(String name, String script) {
    Path file = directory.resolve(name + ".sh");
    gates.add(new Gate(name, List.of("sh", file.toString()), LIMIT));
    return write(file, script);
  }

  /** Adds a line to the tracker. */
  Project line(String line) {
    try {
      Files.writeString(tracker, Files.readString(tracker) + line + "\n", StandardCharsets.UTF_8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds an open task. */
  Project task(String id, int priority, String... blockers) {
    List<String> dependencies = new ArrayList<>();
    for (String blocker : blockers) {
      dependencies.add(
          "{\"issue_id\":\"%s\",\"depends_on_id\":\"%s\",\"type\":\"blocks\"}"
              .formatted(id, blocker));
    }
    return line(
        ("{\"id\":\"%s\",\"title\":\"Do %s\",\"description\":\"Text of %s\",\"status\":\"open\",\"priority\":%d,"
                + "\"issue_type\":\"task\",\"created_at\":\"2026-01-01T00:00:00Z\",\"dependencies\":[%s]}")
            .formatted(id, id, id, priority, String.join(",", dependencies)));
  }

  TasksConfiguration configuration() {
    return configuration(LIMIT);
  }

  TasksConfiguration configuration(Duration agentLimit) {
    return new TasksConfiguration(
        repository,
        "",
        tracker,
        null,
        List.of("sh", agent.toString(), TasksConfiguration.PROMPT),
        agentLimit,
        gates,
        Map.of("PATH", System.getenv("PATH")),
        "{title}",
        new Author("Tests", "tests@localhost"),
        directory.resolve("runs"),
        65_536);
  }

  TrackerContent tracked() {
    try {
      return TrackerFile.read("issues.jsonl", Files.readString(tracker));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean closed(String id) {
    return tracked().tasks().get(id).closed();
  }

  /** Subjects of the branch's commits, the newest first, without the first. */
  List<String> commits() {
    List<String> subjects = git("log", "--format=%s", "main").lines().toList();
    return subjects.subList(0, subjects.size() - 1);
  }

  /** Worktrees beside the repository itself, and files of runs. */
  List<String> leftovers() {
    List<String> all = new ArrayList<>(git("worktree", "list").lines().skip(1).toList());
    try {
      Path runs = directory.resolve("runs");
      if (Files.isDirectory(runs)) {
        try (var files = Files.list(runs)) {
          files.filter(Files::isDirectory).map(Path::toString).forEach(all::add);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(repository.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Project write(Path file, String script) {
    try {
      Files.writeString(file, script + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
