package routes.runtime;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.redis.processor.idempotent.SpringRedisStringIdempotentRepository;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.DefaultMainShutdownStrategy;
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
import routes.web.WebConsole;

/** Starts the infrastructure and Camel, keeps them up, and stops them in order. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger("routes.runtime");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(9);
  private static final Duration EVENTS_REMEMBERED = Duration.ofDays(7);
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
      HttpPort.requireFree(settings);
      run(settings, environment, arguments, stopped);
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
      Map<String, String> environment,
      Arguments arguments,
      CountDownLatch stopped)
      throws Exception {
    long began = System.nanoTime();
    Redis redis = null;
    Topics topics = null;
    try (Infrastructure infrastructure = Infrastructure.start(settings, environment, VERSION)) {
      redis = Redis.connect(infrastructure.redisUrl());
      topics = new Topics(TopicCatalog.load(), infrastructure.brokers());
      topics.createCatalog();
      Main main = camel(settings, infrastructure, redis, topics);
      main.addMainListener(
          new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
              AddressTable.print(settings, infrastructure, System.nanoTime() - began);
              ClassArchive.writeWhenIdle();
              if (arguments.demo()) {
                demo(settings, infrastructure);
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

  private static void demo(Settings settings, Infrastructure infrastructure) {
    URI http =
        URI.create(
            "http://%s:%d"
                .formatted(
                    settings.text("bind.address", "127.0.0.1"), settings.port("http.port", 8001)));
    Thread demo =
        new Thread(
            new Demo(
                settings.path("samples.dir", "samples"),
                new DemoAddresses(http, infrastructure.brokers(), infrastructure.hatchet()),
                System.out),
            "demo");
    demo.setDaemon(true);
    demo.start();
  }

  private static Main camel(
      Settings settings, Infrastructure infrastructure, Redis redis, Topics topics) {
    Main main = new Main();
    // The order of the stop is ours: Camel first, then what it stands on.
    DefaultMainShutdownStrategy shutdown = new DefaultMainShutdownStrategy(main);
    shutdown.disableHangupSupport();
    main.setShutdownStrategy(shutdown);
    main.configure().withName("hatchet-routes");
    int http = settings.port("http.port", 8001);
    String bind = settings.text("bind.address", "127.0.0.1");
    boolean serve = settings.flag("http.enabled", true);
    property(main, "camel.server.enabled", serve);
    property(main, "camel.server.host", bind);
    property(main, "camel.server.port", http);
    int maxBody = settings.number("http.max.body", 33_554_432, 1024, Integer.MAX_VALUE);
    property(main, "camel.server.max-body-size", maxBody);
    property(
        main,
        "camel.server.file-upload-directory",
        settings.path("data.dir", "data").resolve("uploads"));
    property(main, "camel.management.enabled", serve);
    property(main, "camel.management.host", bind);
    property(main, "camel.management.port", http);
    property(main, "camel.component.kafka.brokers", infrastructure.brokers());
    infrastructure.hatchet().forEach((name, value) -> hatchet(main, name, value));
    Path routes = settings.path("routes.dir", "src/main/resources/camel");
    boolean live = Files.isDirectory(routes);
    property(
        main,
        "camel.main.routes-include-pattern",
        live ? "file:" + routes + "/*.camel.yaml" : "classpath:camel/*.camel.yaml");
    main.bind("dataSource", infrastructure.database());
    main.bind("topics", topics);
    main.bind("eventIdempotency", idempotency(redis));
    if (serve) {
      main.bind("webConsole", new WebConsole(http, allowedHosts(settings, bind), maxBody));
    }
    if (live && settings.flag("routes.reload", true)) {
      main.addMainListener(
          new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
              RouteFiles.follow(routes, started.getCamelContext());
            }
          });
    }
    return main;
  }

  private static SpringRedisStringIdempotentRepository idempotency(Redis redis) {
    SpringRedisStringIdempotentRepository repository =
        new SpringRedisStringIdempotentRepository(redis.template(), "event");
    repository.setExpiry(EVENTS_REMEMBERED.toSeconds());
    return repository;
  }

  private static Set<String> allowedHosts(Settings settings, String bind) {
    Set<String> hosts = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1", bind));
    settings
        .text("http.allowed.hosts")
        .ifPresent(
            names -> hosts.addAll(List.of(names.toLowerCase(Locale.ROOT).split("\\s*,\\s*"))));
    return hosts;
  }

  private static void hatchet(Main main, String variable, String value) {
    String option =
        switch (variable) {
          case "HATCHET_CLIENT_TOKEN" -> "token";
          case "HATCHET_CLIENT_HOST_PORT" -> "host-port";
          case "HATCHET_CLIENT_SERVER_URL" -> "server-url";
          case "HATCHET_CLIENT_TLS_STRATEGY" -> "tls-strategy";
          case "HATCHET_CLIENT_NAMESPACE" -> "namespace";
          default -> null;
        };
    if (option != null) {
      property(main, "camel.component.hatchet." + option, value);
    }
  }

  private static void property(Main main, String name, Object value) {
    main.addOverrideProperty(name, value.toString());
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
                    if (!stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
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
  record Arguments(boolean demo) {
    static Arguments of(String[] args) {
      boolean demo = false;
      for (String arg : args) {
        if (arg.equals("--demo")) {
          demo = true;
        } else {
          throw new SettingsException(
              "'%s' is no option: there is --demo, everything else is set in the environment."
                  .formatted(arg));
        }
      }
      return new Arguments(demo);
    }
  }
}
