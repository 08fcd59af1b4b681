package routes.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.TaskContext;
import routes.tasks.Gates.Outcome;
import routes.tasks.TaskWorkshop.Tools;
import routes.tasks.child.ChildProcess;
import routes.tasks.child.ChildRequest;
import routes.tasks.child.ChildResult;
import routes.tasks.git.ConflictException;
import routes.tasks.git.Repository;
import routes.tasks.git.Worktree;
import routes.tasks.tracker.TrackerTask;

/**
 * What the steps of task-execution do with the repository. Each may run twice: it begins with a
 * clean directory, and a run's commit is found again by its message. Thread-safe.
 */
public final class TaskSteps {
  private static final int MOST_PATCH = 256 * 1024;

  /** How often the branch may move while a change is verified, before somebody should look. */
  private static final int ROUNDS = 5;

  private final TaskWorkshop workshop;
  private final ObjectMapper json = new ObjectMapper();

  /** Makes the steps. */
  public TaskSteps(TaskWorkshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Step check-deps: the task may begin, the working copy is clean, the tools are there.
   *
   * @return the step's output: task_id, title, priority, branch
   * @throws TaskRefusedException with what is missing
   */
  public Map<String, Object> check(@Variable("task_id") String id)
      throws IOException, InterruptedException {
    Tools tools = workshop.open();
    TrackerTask task = task(tools, id);
    if (task.closed()) {
      throw new TaskRefusedException(
          "Task %s is closed in the tracker: reopen it to have it done again.".formatted(id));
    }
    List<String> waits = tools.tracker().waitsFor(task);
    if (!waits.isEmpty()) {
      throw new TaskRefusedException(
          "Task %s waits for %s: close that first."
              .formatted(id, String.join(", ", waits.stream().limit(10).toList())));
    }
    Repository repository = tools.repository();
    repository.check();
    List<String> changed = repository.changed();
    if (!changed.isEmpty()) {
      throw new TaskFailedException(
          "The working copy %s has changes that are not committed (%s): commit or stash them."
              .formatted(
                  repository.directory(), String.join(", ", changed.stream().limit(5).toList())));
    }
    Programs.require(tools.configuration());
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("task_id", id);
    output.put("title", task.title());
    output.put("priority", task.priority());
    output.put("branch", repository.branch());
    return output;
  }

  private static TrackerTask task(Tools tools, String id) throws IOException, InterruptedException {
    TrackerTask task = tools.tracker().find(id);
    if (task == null) {
      throw new TaskRefusedException(
          "The tracker has no task %s that can be read: correct the id, or its line."
              .formatted(id));
    }
    return task;
  }

  /**
   * Step process: the agent works in a worktree of its own, and what it made becomes a commit on no
   * branch.
   *
   * @param run the run's id
   * @param feedback why the attempt before failed
   * @return a row: base_commit, snapshot, agent_exit_code, agent_seconds, agent_output, patch, and
   *     failure, null when all went well
   */
  public Map<String, Object> process(
      @Variable("run") String run,
      @Variable("task_id") String id,
      @Variable("feedback") @Nullable String feedback,
      Exchange exchange)
      throws IOException, InterruptedException {
    Tools tools = workshop.open();
    Repository repository = tools.repository();
    TrackerTask task = task(tools, id);
    RunDirectory directory = begin(tools, run);
    try {
      String base = repository.tip();
      Worktree worktree = repository.checkOut(base, directory.worktree());
      Path prompt = directory.write("prompt.md", Prompt.of(task, feedback));
      ChildResult agent = agent(tools, worktree, prompt, run, id, live(exchange));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("base_commit", base);
      row.put("agent_exit_code", agent.exitCode());
      row.put("agent_seconds", agent.took().toMillis() / 1000.0);
      row.put("agent_output", agent.output());
      Path message = message(tools, directory, run, id, task.title());
      String snapshot = worktree.snapshot(base, message);
      boolean same = snapshot.equals(base);
      if (!same) {
        repository.keep(run, snapshot);
      }
      row.put("snapshot", snapshot);
      row.put("patch", same ? "" : clean(repository.patch(snapshot, MOST_PATCH)));
      row.put("failure", failure(tools.configuration(), agent, same));
      return row;
    } finally {
      end(tools, directory);
    }
  }

  private static ChildResult agent(
      Tools tools, Worktree worktree, Path prompt, String run, String id, LiveOutput live)
      throws IOException, InterruptedException {
    TasksConfiguration configuration = tools.configuration();
    List<String> command =
        configuration.agent().stream()
            .map(word -> word.replace(TasksConfiguration.PROMPT, prompt.toString()))
            .toList();
    boolean named = !command.equals(configuration.agent());
    return ChildProcess.run(
        new ChildRequest(
            command,
            worktree.directory(),
            tools.environment(id),
            named ? null : prompt,
            configuration.agentLimit(),
            configuration.keptOutput()),
        run,
        live);
  }

  private static @Nullable String failure(
      TasksConfiguration configuration, ChildResult agent, boolean same) {
    if (agent.timedOut()) {
      return "The agent was not done after %d s.".formatted(configuration.agentLimit().toSeconds());
    }
    if (agent.exitCode() != 0) {
      return "The agent ended with exit code %d; its output is kept.".formatted(agent.exitCode());
    }
    return same ? "The agent has changed nothing; its output is kept." : null;
  }

  /**
   * Step verify: the change on what the branch is now passes the gates.
   *
   * @return a row: tip, candidate, gates as JSON, and failure, null when all passed
   */
  public Map<String, Object> verify(
      @Variable("run") String run,
      @Variable("task_id") String id,
      @Variable("title") String title,
      @Variable("snapshot") String snapshot,
      @Header(HatchetConstants.RETRY_COUNT) int attempt,
      Exchange exchange)
      throws IOException, InterruptedException {
    Tools tools = workshop.open();
    RunDirectory directory = begin(tools, run);
    try {
      String tip = tools.repository().tip();
      String candidate = onto(tools, tip, snapshot, message(tools, directory, run, id, title));
      List<Outcome> outcomes =
          gates(tools, directory, candidate, run, id, "verify " + (attempt + 1), live(exchange));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("tip", tip);
      row.put("candidate", candidate);
      row.put("passed", outcomes.stream().filter(one -> one.result().succeeded()).count());
      row.put("gates", rows(outcomes));
      row.put("failure", failure(outcomes));
      return row;
    } finally {
      end(tools, directory);
    }
  }

  /**
   * Step commit: the verified change becomes the branch's newest commit, once, and the task is
   * closed. A branch that has moved is verified with again.
   *
   * @return a row: commit_id, closed, patch, gates as JSON, and failure, null when all went well
   */
  public Map<String, Object> commit(
      @Variable("run") String run,
      @Variable("task_id") String id,
      @Variable("title") String title,
      @Body Map<String, Object> verified,
      @Header(HatchetConstants.RETRY_COUNT) int attempt,
      Exchange exchange)
      throws IOException, InterruptedException {
    Tools tools = workshop.open();
    Repository repository = tools.repository();
    RunDirectory directory = begin(tools, run);
    List<Outcome> outcomes = new ArrayList<>();
    try {
      String commit = repository.landed(CommitMessage.line(run));
      String tip = String.valueOf(verified.get("tip"));
      String candidate = String.valueOf(verified.get("candidate"));
      for (int round = 1; commit == null; round++) {
        if (repository.land(tip, candidate)) {
          commit = candidate;
        } else if (round > ROUNDS) {
          throw new TaskFailedException(
              "Branch %s has moved %d times while the change was verified: try again when it is quiet."
                  .formatted(repository.branch(), ROUNDS));
        } else {
          tip = repository.tip();
          candidate = onto(tools, tip, candidate, message(tools, directory, run, id, title));
          String phase = "commit %d, round %d".formatted(attempt + 1, round);
          outcomes.addAll(gates(tools, directory, candidate, run, id, phase, live(exchange)));
          String failure = failure(outcomes);
          if (failure != null) {
            return committed(null, false, "", outcomes, failure);
          }
        }
      }
      boolean closed = tools.tracker().close(id, "Done by Hatchet run " + run);
      repository.release(run);
      return committed(commit, closed, clean(repository.patch(commit, MOST_PATCH)), outcomes, null);
    } finally {
      end(tools, directory);
    }
  }

  private Map<String, Object> committed(
      @Nullable String commit,
      boolean closed,
      String patch,
      List<Outcome> outcomes,
      @Nullable String failure)
      throws JsonProcessingException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("commit_id", commit);
    row.put("closed", closed);
    row.put("patch", patch);
    row.put("gates", rows(outcomes));
    row.put("failure", failure);
    return row;
  }

  /**
   * Fails a step whose row tells of a failure, after the row was stored.
   *
   * @throws TaskFailedException with that failure
   */
  public void judge(@Variable("row") Map<String, Object> row) {
    if (row.get("failure") != null) {
      throw new TaskFailedException(String.valueOf(row.get("failure")));
    }
  }

  private static RunDirectory begin(Tools tools, String run)
      throws IOException, InterruptedException {
    RunDirectory directory = new RunDirectory(tools.configuration().directory(), run);
    directory.clear();
    tools.repository().prune();
    return directory;
  }

  private static void end(Tools tools, RunDirectory directory)
      throws IOException, InterruptedException {
    directory.remove();
    if (!Thread.currentThread().isInterrupted()) {
      tools.repository().prune();
    }
  }

  /** A conflict stays one: the whole task begins anew, if at all. */
  private static String onto(Tools tools, String tip, String change, Path message)
      throws InterruptedException {
    try {
      return tools.repository().onto(tip, change, message);
    } catch (ConflictException e) {
      throw new TaskRefusedException(String.valueOf(e.getMessage()));
    }
  }

  private static List<Outcome> gates(
      Tools tools,
      RunDirectory directory,
      String commit,
      String run,
      String id,
      String phase,
      LiveOutput live)
      throws IOException, InterruptedException {
    if (tools.configuration().gates().isEmpty()) {
      return List.of();
    }
    Worktree worktree = tools.repository().checkOut(commit, directory.worktree());
    return new Gates(tools.configuration())
        .run(worktree.directory(), tools.environment(id), run, phase, live);
  }

  private String rows(List<Outcome> outcomes) throws JsonProcessingException {
    return json.writeValueAsString(outcomes.stream().map(Outcome::row).toList());
  }

  private static @Nullable String failure(List<Outcome> outcomes) {
    return outcomes.isEmpty() ? null : outcomes.get(outcomes.size() - 1).failure();
  }

  private static Path message(
      Tools tools, RunDirectory directory, String run, String id, String title) throws IOException {
    return directory.write(
        "message.txt", CommitMessage.of(tools.configuration().message(), id, title, run));
  }

  private static LiveOutput live(Exchange exchange) {
    return new LiveOutput(exchange.getProperty(HatchetConstants.TASK, TaskContext.class));
  }

  /** The database takes no NUL. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
