package routes.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.demo.Demo;
import routes.demo.DemoAddresses;
import routes.embedded.EmbeddedStartException;
import routes.engine.EngineStartException;
import routes.hatchet.client.HatchetException;
import routes.tasks.TaskWorkshop;

/** Starts the infrastructure and Camel, keeps them up, and stops them in order. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger("routes.runtime");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(9);
  private static final String VERSION = version();

  private Launcher() {}

  /**
   * Runs until SIGTERM or Ctrl+C.
   *
   * @return the exit status: 0 after a clean stop, 1 when it could not start; the reason was
   *     printed
   */
  public static int run(String[] args, Map<String, String> environment, Path directory) {
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      Arguments arguments = Arguments.of(args);
      Settings settings = Settings.load(environment, directory);
      Command command = arguments.command();
      if (command != null) {
        return Commands.run(command, settings, VERSION, System.out);
      }
      PageCache.settle(settings.path("data.dir"));
      HttpAddress http = HttpAddress.of(settings);
      http.requireOwnMachineOrConsent();
      http.requireFree();
      TaskWorkshop tasks =
          TaskSettings.read(settings, environment)
              .map(TaskWorkshop::of)
              .orElseGet(TaskWorkshop::closed);
      run(settings, http, environment, tasks, arguments, stopped);
      return 0;
    } catch (SettingsException
        | EmbeddedStartException
        | EngineStartException
        | HatchetException e) {
      System.err.println(e.getMessage());
      LOG.debug("Not started", e);
      return 1;
    } catch (Exception e) {
      System.err.println("Not started: " + Sentences.of(e));
      LOG.debug("Not started", e);
      return 1;
    } finally {
      stopped.countDown();
    }
  }

  private static void run(
      Settings settings,
      HttpAddress http,
      Map<String, String> environment,
      TaskWorkshop tasks,
      Arguments arguments,
      CountDownLatch stopped)
      throws Exception {
    long began = System.nanoTime();
    Redis redis = null;
    Topics topics = null;
    try (Infrastructure infrastructure =
        Infrastructure.start(settings, TurnSettings.engine(settings, environment), VERSION)) {
      redis = Redis.connect(infrastructure.redisUrl());
      topics = new Topics(TopicCatalog.load(), infrastructure.brokers());
      topics.createCatalog();
      Main main = CamelMain.of(settings, http, infrastructure, redis, topics, tasks);
      main.addMainListener(
          new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
              AddressTable.print(http, infrastructure, System.nanoTime() - began);
              ClassArchive.writeWhenIdle();
              infrastructure.standby().resume(started.getCamelContext(), infrastructure.database());
              if (arguments.demo()) {
                demo(settings.path("samples.dir"), http, infrastructure);
              }
            }
          });
      stopOnSignal(main, stopped);
      main.run();
    } finally {
      close(topics);
      close(redis);
    }
  }

  private static void demo(Path samples, HttpAddress http, Infrastructure infrastructure) {
    DemoAddresses addresses =
        new DemoAddresses(
            URI.create(http.url()), infrastructure.brokers(), infrastructure.hatchet());
    Thread demo = new Thread(new Demo(samples, addresses, System.out), "demo");
    demo.setDaemon(true);
    demo.start();
  }

  private static void stopOnSignal(Main main, CountDownLatch stopped) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (stopped.getCount() == 0) {
                    return;
                  }
                  LOG.info("Stopping");
                  main.completed();
                  try {
                    if (stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                      LOG.info("Stopped");
                    } else {
                      LOG.warn("Not everything stopped within {} s", STOP_LIMIT.toSeconds());
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
  }

  private static void close(@Nullable AutoCloseable part) throws Exception {
    if (part != null) {
      part.close();
    }
  }

  private static String version() {
    String version = Launcher.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The words of the command line. */
  record Arguments(boolean demo, @Nullable Command command) {
    static Arguments of(String[] args) {
      if (args.length == 0) {
        return new Arguments(false, null);
      }
      if (args[0].equals("--demo") && args.length == 1) {
        return new Arguments(true, null);
      }
      return new Arguments(false, Command.of(List.of(args)));
    }
  }
}
