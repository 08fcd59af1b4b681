package routes.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.component.redis.processor.idempotent.SpringRedisStringIdempotentRepository;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import routes.publish.EventPublisher;
import routes.tasks.TaskPages;
import routes.tasks.TaskRunner;
import routes.tasks.TaskSteps;
import routes.tasks.TaskWorkshop;
import routes.web.WebConsole;

/** Camel with the routes, told where its servers are; not started yet. */
final class CamelMain {
  private static final Duration EVENTS_REMEMBERED = Duration.ofDays(7);

  private CamelMain() {}

  static Main of(
      Settings settings,
      HttpAddress http,
      Infrastructure infrastructure,
      Redis redis,
      Topics topics,
      TaskWorkshop tasks) {
    Main main = new Main();
    // The order of the stop is ours: Camel first, then what it stands on.
    DefaultMainShutdownStrategy shutdown = new DefaultMainShutdownStrategy(main);
    shutdown.disableHangupSupport();
    main.setShutdownStrategy(shutdown);
    main.configure().withName("hatchet-routes");
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport made) {
            BeanInfoOfClass.install(made.getCamelContext());
            // Under "routes", whose lines are shown: a log step needs no name to be seen.
            made.getCamelContext()
                .getGlobalOptions()
                .put(Exchange.LOG_EIP_NAME, "routes.${routeId}");
          }

          @Override
          public void afterConfigure(BaseMainSupport configured) {
            Management.install(configured.getCamelContext());
          }
        });
    property(main, "camel.component.kafka.brokers", infrastructure.brokers());
    infrastructure.hatchet().forEach((name, value) -> hatchet(main, name, value));
    ModelServer.properties(settings).forEach((name, value) -> property(main, name, value));
    main.bind("diarizationSettings", RecordingSettings.of(settings));
    main.bind("dataSource", infrastructure.database());
    main.bind("topics", topics);
    main.bind("standbyEngine", infrastructure.standby());
    main.bind("engineLiveness", new EngineLiveness(infrastructure::hasHaltedEngine));
    main.bind("eventIdempotency", idempotency(redis));
    main.bind("redis", redis.template());
    TurnSettings.properties(settings).forEach((name, value) -> property(main, name, value));
    tasks(main, settings, tasks);
    http(main, settings, http);
    events(main, http);
    property(
        main,
        "cancelled.runs.period.ms",
        settings.number("cancelled.runs.period.ms", 100, 3_600_000));
    routes(main, settings);
    return main;
  }

  private static void tasks(Main main, Settings settings, TaskWorkshop workshop) {
    property(main, "tasks.sessions", settings.number("tasks.sessions", 1, 100));
    property(main, "tasks.poll.ms", settings.number("tasks.poll.ms", 100, 3_600_000));
    main.bind("taskRunner", new TaskRunner(workshop));
    main.bind("taskPages", new TaskPages(workshop));
    main.bind("taskSteps", new TaskSteps(workshop));
  }

  private static void http(Main main, Settings settings, HttpAddress http) {
    int maxBody = settings.number("http.max.body", 1024, Integer.MAX_VALUE);
    property(main, "camel.server.enabled", http.served());
    property(main, "camel.server.host", http.host());
    property(main, "camel.server.port", http.port());
    property(main, "camel.server.max-body-size", maxBody);
    property(
        main, "camel.server.file-upload-directory", settings.path("data.dir").resolve("uploads"));
    property(main, "camel.management.enabled", http.served());
    property(main, "camel.management.host", http.host());
    property(main, "camel.management.port", http.port());
    if (!http.served()) {
      property(main, "camel.main.auto-startup-exclude-pattern", "platform-http:*,rest*");
    }
    if (http.served()) {
      main.bind(
          "webConsole", new WebConsole(http.port(), allowedHosts(settings, http.host()), maxBody));
    }
  }

  /** gRPC for event producers is where HTTP is: one process of a machine has both. */
  private static void events(Main main, HttpAddress http) {
    property(main, "events.grpc.enabled", http.served());
    property(main, "events.grpc.host", http.host());
    property(main, "events.grpc.port", http.eventsPort());
    main.bind("eventPublisher", new EventPublisher(TopicCatalog.load().inbound()));
  }

  private static void routes(Main main, Settings settings) {
    Path routes = settings.path("routes.dir");
    boolean live = Files.isDirectory(routes);
    Map<Path, RouteFiles.RouteFile> files = live ? RouteFiles.read(routes) : Map.of();
    property(
        main,
        "camel.main.routes-include-pattern",
        live ? "file:" + routes + "/*.camel.yaml" : "classpath:camel/*.camel.yaml");
    if (live && settings.flag("routes.reload")) {
      main.addMainListener(
          new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
              RouteFiles.follow(routes, files, started.getCamelContext());
            }
          });
    }
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
}
