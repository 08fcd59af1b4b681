package routes.tasks;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import routes.engine.TestDatabase;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunResult;
import routes.hatchet.testing.TestEngine;

/**
 * The route files of tasks with an engine and a database, and without the rest of the application.
 */
final class TaskBench implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestEngine engine = TestEngine.start();
  private final HikariDataSource database = TestDatabase.create();
  private @Nullable DefaultCamelContext camel;

  /** Topics are queues here; what is said to a consumer of Kafka is left out. */
  private static final class Topics extends SedaComponent {
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String prefix) {
      parameters.clear();
    }
  }

  TaskBench() {
    Flyway.configure().dataSource(database).defaultSchema("public").load().migrate();
  }

  /** Starts the routes for a project, with a runner that looks often. */
  TaskBench start(TasksConfiguration configuration) throws Exception {
    return start(TaskWorkshop.of(configuration), 200);
  }

  /** Starts the routes without the runner: tasks are done when they are asked for. */
  TaskBench startIdle(TasksConfiguration configuration) throws Exception {
    return start(TaskWorkshop.of(configuration), 0);
  }

  /**
   * Starts the routes.
   *
   * @param pollMillis how often the runner looks; 0 for never
   */
  TaskBench start(TaskWorkshop workshop, int pollMillis) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    camel = context;
    engine.component(context);
    Topics topics = new Topics();
    topics.setAutowiredEnabled(false);
    context.addComponent("kafka", topics);
    context.getRegistry().bind("dataSource", database);
    context.getRegistry().bind("taskRunner", new TaskRunner(workshop));
    context.getRegistry().bind("taskSteps", new TaskSteps(workshop));
    context.getPropertiesComponent().addOverrideProperty("tasks.sessions", "3");
    context
        .getPropertiesComponent()
        .addOverrideProperty("tasks.poll.ms", Integer.toString(Math.max(100, pollMillis)));
    for (String file : List.of("tasks", "task-execution", "beads-task-execution")) {

      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              ResourceHelper.resolveMandatoryResource(
                  context, "file:" + Path.of("src/main/resources/camel", file + ".camel.yaml")));
    }
    if (pollMillis == 0) {
      context.getRouteDefinition("beads-task-execution.runner").autoStartup("false");
    }
    context.start();
    return this;
  }

  HatchetClient client() {
    return context().getComponent("hatchet", HatchetComponent.class).client();
  }

  DefaultCamelContext context() {
    if (camel == null) {
      throw new IllegalStateException("not started");
    }
    return camel;
  }

  RunHandle submit(String workflow, String task) {
    return client().runs().start(RunRequest.of(workflow, Map.of("task_id", task)));
  }

  RunResult run(String workflow, String task) throws InterruptedException {
    return submit(workflow, task).result(PATIENCE);
  }

  List<Map<String, Object>> rows(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (found.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the routes as a stop of the process does. */
  void stop() {
    if (camel != null) {
      camel.stop();
      camel = null;
    }
  }

  /** Ends the routes and forgets all tasks, so that another test can begin. */
  void clear() {
    stop();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate task, task_run, task_gate");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
    engine.close();
    database.close();
  }
}
