package routes.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.EngineStartException;
import routes.hatchet.HatchetComponent;
import routes.hatchet.HatchetStandby;
import routes.hatchet.client.EngineUnavailableException;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;

/**
 * The engine of this process, for runs that the configured one cannot take. It is started when it
 * is first needed. Thread-safe.
 */
public final class StandbyEngine {
  private static final Logger LOG = LoggerFactory.getLogger("routes.hatchet");

  private final EngineChoice choice;
  private final Supplier<Map<String, String>> engine;
  private @Nullable HatchetStandby standby;
  private boolean stopping;

  /**
   * Makes it; nothing is started.
   *
   * @param engine starts an engine, or a new one after it was superseded, and gives the environment
   *     of its clients
   */
  StandbyEngine(EngineChoice choice, Supplier<Map<String, String>> engine) {
    this.choice = choice;
    this.engine = engine;
  }

  /** Whether a run may go to the engine of this process when the configured one fails. */
  public boolean available() {
    return choice.standby();
  }

  /**
   * Sees that the configured engine answers, if there is another one to turn to.
   *
   * @throws HatchetException saying why it does not
   */
  public void requireConfigured(CamelContext camel) {
    if (choice.absent() != null) {
      throw new HatchetException(choice.absent());
    }
    if (choice.standby()) {
      component(camel).client().version();
    }
  }

  /**
   * Starts a run in this process.
   *
   * @param input a JSON object
   * @return the run's id
   */
  public synchronized String run(
      String workflow, @Body Map<String, Object> input, CamelContext camel) {
    if (!choice.remote()) {
      // The configured engine was not there at the start: all workflows are the embedded one's.
      return component(camel)
          .client()
          .runs()
          .start(new RunRequest(workflow, input, RunOptions.none()))
          .runId();
    }
    try {
      return standby(camel).run(workflow, input);
    } catch (EngineUnavailableException e) {
      if (e.answered()) {
        throw e;
      }
      // Another process's engine has taken the database over since: ours begins anew.
      LOG.warn("The engine of this process is started again: {}", e.getMessage());
      close();
      return standby(camel).run(workflow, input);
    }
  }

  /** Goes on with the runs that an earlier process has left unfinished in its own engine. */
  void resume(CamelContext camel, DataSource database) {
    if (!choice.remote() || !choice.standby() || !unfinished(database)) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try {
                synchronized (this) {
                  standby(camel);
                }
              } catch (RuntimeException e) {
                LOG.error("Runs of an earlier process wait for its engine: {}", e.getMessage());
              }
            },
            "hatchet-standby");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean unfinished(DataSource database) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select exists (select 1 from underwriting_run where engine = 'in-process' and status in ('queued', 'running'))");
        ResultSet result = query.executeQuery()) {
      return result.next() && result.getBoolean(1);
    } catch (SQLException e) {
      LOG.error("Runs of an earlier process were not looked for: {}", e.getMessage());
      return false;
    }
  }

  private HatchetStandby standby(CamelContext camel) {
    HatchetStandby running = standby;
    if (running == null) {
      if (stopping) {
        throw new HatchetException("This process is stopping: try again in a moment.");
      }
      running = HatchetStandby.start(component(camel), started());
      standby = running;
      camel.addLifecycleStrategy(
          new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
              stop();
            }
          });
    }
    return running;
  }

  private Map<String, String> started() {
    try {
      return engine.get();
    } catch (EngineStartException | SettingsException e) {
      throw new HatchetException(e.getMessage(), e);
    }
  }

  private synchronized void stop() {
    stopping = true;
    close();
  }

  private void close() {
    HatchetStandby running = standby;
    standby = null;
    if (running != null) {
      running.close();
    }
  }

  private static HatchetComponent component(CamelContext camel) {
    return camel.getComponent("hatchet", HatchetComponent.class);
  }
}
