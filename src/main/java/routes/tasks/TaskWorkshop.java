package routes.tasks;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.tasks.git.Repository;
import routes.tasks.tracker.BdTracker;
import routes.tasks.tracker.JsonlTracker;
import routes.tasks.tracker.Tracker;

/** What tasks are done with, once it is configured. */
public final class TaskWorkshop {
  private static final String UNSET =
      "Tasks are not configured here: set TASKS_REPOSITORY to a git repository and TASKS_AGENT to the"
          + " agent's command, and start again.";

  private final @Nullable Tools tools;

  /** Everything that the configuration names. */
  record Tools(TasksConfiguration configuration, Repository repository, Tracker tracker) {

    /** All of the environment that a program gets which works at a task. */
    Map<String, String> environment(String taskId) {
      Map<String, String> environment = new HashMap<>(configuration.environment());
      environment.put("HATCHET_TASK_ID", taskId);
      return environment;
    }

    /** How the database calls the repository. */
    String name() {
      return repository.directory().toString();
    }
  }

  private TaskWorkshop(@Nullable Tools tools) {
    this.tools = tools;
  }

  /** Where nothing is configured: the runner is idle, and steps say what to set. */
  public static TaskWorkshop closed() {
    return new TaskWorkshop(null);
  }

  /** By a configuration. */
  public static TaskWorkshop of(TasksConfiguration configuration) {
    Repository repository =
        new Repository(configuration.repository(), configuration.branch(), configuration.author());
    String bd = configuration.bd();
    Tracker tracker =
        bd == null
            ? new JsonlTracker(
                configuration.tracker(),
                configuration.directory().resolve("tracker.lock"),
                Clock.systemUTC())
            : new BdTracker(bd, configuration.repository(), configuration.environment());
    return new TaskWorkshop(new Tools(configuration, repository, tracker));
  }

  /** The tools, or null where nothing is configured. */
  @Nullable Tools tools() {
    return tools;
  }

  /**
   * The tools.
   *
   * @throws TaskRefusedException where nothing is configured
   */
  Tools open() {
    Tools set = tools;
    if (set == null) {
      throw new TaskRefusedException(UNSET);
    }
    return set;
  }

  /** What to set where nothing is configured. */
  static String unset() {
    return UNSET;
  }
}
