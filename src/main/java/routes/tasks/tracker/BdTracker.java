package routes.tasks.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.tasks.child.ChildProcess;
import routes.tasks.child.ChildRequest;
import routes.tasks.child.ChildResult;

/** The tracker by its own program, {@code bd}, which keeps the rules of what is ready. */
public final class BdTracker implements Tracker {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_OUTPUT = 32 << 20;

  private final String program;
  private final Path directory;
  private final Map<String, String> environment;

  /**
   * Makes the tracker.
   *
   * @param program name or path of bd
   * @param directory the repository
   * @param environment all that bd gets of ours
   */
  public BdTracker(String program, Path directory, Map<String, String> environment) {
    this.program = program;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public View look() throws IOException, InterruptedException {
    List<TrackerTask> ready = new ArrayList<>();
    Map<String, TrackerTask> all = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (JsonNode one : array(run(true, "ready", "--json", "--limit", "1000"))) {
      number++;
      try {
        TrackerTask task = TrackerLine.task(one);
        all.put(task.id(), task);
        if (!task.epic()) {
          ready.add(task);
        }
      } catch (IllegalArgumentException e) {
        problems.add("Task %d of bd ready is left out: %s.".formatted(number, e.getMessage()));
      }
    }
    return new View(ready, new TrackerContent(all, problems));
  }

  @Override
  public @Nullable TrackerTask find(String id) throws IOException, InterruptedException {
    String answer = run(false, "show", TaskIds.check("id", id), "--json");
    if (answer.isBlank()) {
      return null;
    }
    for (JsonNode one : array(answer)) {
      try {
        TrackerTask task = TrackerLine.task(one);
        if (task.id().equals(id)) {
          return task;
        }
      } catch (IllegalArgumentException e) {
        throw new IOException("bd show %s: %s.".formatted(id, e.getMessage()), e);
      }
    }
    return null;
  }

  /** What blocks a task only bd knows; the ids of its dependencies say it to people. */
  @Override
  public List<String> waitsFor(TrackerTask task) throws IOException, InterruptedException {
    boolean ready = look().ready().stream().anyMatch(one -> one.id().equals(task.id()));
    if (ready) {
      return List.of();
    }
    return task.blockers().isEmpty() ? List.of("what bd says") : task.blockers();
  }

  @Override
  public boolean close(String id, String reason) throws IOException, InterruptedException {
    TrackerTask task = find(id);
    if (task == null) {
      return false;
    }
    if (!task.closed()) {
      String unused = run(true, "close", TaskIds.check("id", id), "--reason", reason);
    }
    return true;
  }

  private String run(boolean must, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(List.of(arguments));
    ChildResult result =
        ChildProcess.run(
            new ChildRequest(command, directory, environment, null, LIMIT, MOST_OUTPUT),
            UUID.randomUUID().toString(),
            text -> {});
    if (result.succeeded()) {
      return result.output();
    }
    if (must || result.timedOut()) {
      throw new IOException(
          "bd %s failed with %d: %s"
              .formatted(arguments[0], result.exitCode(), TaskIds.shown(result.output().strip())));
    }
    return "";
  }

  private static Iterable<JsonNode> array(String text) throws IOException {
    // Notices come before the answer.
    int begin = text.indexOf('[');
    int object = text.indexOf('{');
    int from = begin < 0 ? object : object < 0 ? begin : Math.min(begin, object);
    try {
      JsonNode read = TrackerLine.JSON.readTree(text.substring(Math.max(0, from)));
      return read.isArray() ? read : List.of(read);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "bd's answer is no JSON: %s.".formatted(TaskIds.shown(e.getOriginalMessage())), e);
    }
  }
}
