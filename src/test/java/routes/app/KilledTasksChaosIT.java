package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while tasks are done commits each once, after its next start. */
@Tag("chaos")
class KilledTasksChaosIT {
  @TempDir Path directory;
  private Path project;

  @Test
  void killedAtWorkAfterTheGatesAndAfterTheCommitEachTaskIsCommittedOnce() throws Exception {
    project = Files.createDirectories(directory.resolve("project"));
    Path tracker = Files.createDirectories(project.resolve(".beads")).resolve("issues.jsonl");
    Files.writeString(tracker, "");
    git("init", "--quiet", "--initial-branch=main");
    git(
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@l",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "0");
    Path agent =
        script("agent", "touch %s/began-$HATCHET_TASK_ID; sleep 2; echo x > $HATCHET_TASK_ID");
    Path gate = script("gate", "touch %s/gated-$HATCHET_TASK_ID");
    Map<String, String> settings =
        Map.of(
            "TASKS_REPOSITORY", project.toString(),
            "TASKS_AGENT", "[\"sh\", \"%s\"]".formatted(agent),
            "TASKS_GATES", "[{\"name\": \"gate\", \"command\": [\"sh\", \"%s\"]}]".formatted(gate),
            "TASKS_POLL_MS", "200");
    try (RunningApplication application = RunningApplication.start(directory, settings)) {
      add(tracker, "k1");
      application.waitFor(() -> Files.exists(directory.resolve("began-k1")));
      again(application, tracker, "k1", 1);

      add(tracker, "k2");
      application.waitFor(() -> Files.exists(directory.resolve("gated-k2")));
      again(application, tracker, "k2", 2);

      add(tracker, "k3");
      application.waitFor(() -> commits().size() == 3);
      again(application, tracker, "k3", 3);

      assertThat(commits()).containsExactly("Do k3", "Do k2", "Do k1");
      for (JsonNode task : application.getJson("/api/v1/tasks").path("tasks")) {
        assertThat(task.path("state").asText()).as(task.toString()).isEqualTo("closed");
      }
      assertThat(git("worktree", "list").lines()).hasSize(1);
    }
  }

  private void again(RunningApplication application, Path tracker, String id, int commits)
      throws IOException, InterruptedException {
    application.kill();
    application.start();
    application.waitFor(
        () ->
            Files.readString(tracker)
                .lines()
                .anyMatch(line -> line.contains("\"" + id + "\"") && line.contains("\"closed\"")));
    application.waitUntilCompleted("/api/v1/tasks/" + id);
    assertThat(commits()).hasSize(commits);
  }

  private static void add(Path tracker, String id) throws IOException {
    Files.writeString(
        tracker,
        Files.readString(tracker)
            + "{\"id\":\"%s\",\"title\":\"Do %s\",\"status\":\"open\"}\n".formatted(id, id));
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name + ".sh"), text.formatted(directory) + "\n");
  }

  private List<String> commits() throws IOException, InterruptedException {
    List<String> subjects = git("log", "--format=%s", "main").lines().toList();
    return subjects.subList(0, subjects.size() - 1);
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
