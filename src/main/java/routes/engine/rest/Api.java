package routes.engine.rest;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Connections;
import routes.engine.auth.Tokens;
import routes.engine.model.Json;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.RunCalls;
import routes.engine.store.RunReader;

/** All that is there to be called. */
final class Api {
  private static final String LIVE = "/api/live";
  private static final String READY = "/api/ready";
  private static final String VERSION = "/api/v1/version";
  private static final String META = "/api/v1/meta";
  private static final String DOCUMENT = "/api/v1/openapi.json";

  /** What tells nothing of anybody. */
  private static final Set<String> OPEN = Set.of(LIVE, READY, VERSION, META, DOCUMENT);

  private final Engine engine;
  private final RunReader reader;
  private final Supplier<@Nullable Tokens> tokens;
  private final Clock clock;
  private final String version;

  Api(
      Engine engine,
      RunReader reader,
      Supplier<@Nullable Tokens> tokens,
      Clock clock,
      String version) {
    this.engine = engine;
    this.reader = reader;
    this.tokens = tokens;
    this.clock = clock;
    this.version = version;
  }

  /**
   * @param connections those of the port; they learn who has a good token
   */
  void mount(Router router, Connections<HttpConnection> connections) {
    router.route().order(-1).handler(Guard::checkOrigin);
    router
        .route()
        .order(-1)
        .handler(context -> Guard.checkToken(context, tokens.get(), connections, OPEN));
    new LiveApi(engine, reader, tokens).mount(router);
    Routes routes = routes();
    mountPublic(router, routes);
    for (Route route : routes.all()) {
      router
          .route(route.method(), route.pattern())
          .handler(
              context -> {
                Call call = Guard.call(context);
                if (call != null) {
                  Answers.send(call, route.handler());
                }
              });
    }
    router.route().last().handler(context -> Answers.error(context, 404, "not found"));
    router.route().failureHandler(Answers::failed);
  }

  private Routes routes() {
    Routes routes = new Routes(engine);
    new RunApi(engine, reader).addTo(routes);
    new WorkerApi(engine, clock).addTo(routes);
    new CronApi(engine).addTo(routes);
    new ScheduleApi(engine, reader.schedules()).addTo(routes);
    new WorkflowApi(engine).addTo(routes);
    new EventApi(reader.events()).addTo(routes);
    new FilterApi(engine).addTo(routes);
    new LimitApi(engine.catalog()).addTo(routes);
    new MetricApi(engine).addTo(routes);
    new TenantApi(engine, reader.tokens(), tokens, clock).addTo(routes);
    UnofferedApi.addTo(routes);
    return routes;
  }

  /** What tells nothing of anybody needs no token. */
  private void mountPublic(Router router, Routes routes) {
    String document = Json.write(OpenApi.document(routes.all(), version));
    router.get(LIVE).handler(context -> context.response().setStatusCode(200).end());
    router.get(READY).handler(this::ready);
    open(router, VERSION, Json.write(Map.of("version", version)));
    open(router, META, Json.write(meta()));
    open(router, DOCUMENT, document);
  }

  private static void open(Router router, String path, String json) {
    router
        .route(HttpMethod.GET, path)
        .handler(
            context -> context.response().putHeader("Content-Type", "application/json").end(json));
  }

  private void ready(RoutingContext context) {
    context.response().setStatusCode(tokens.get() == null || engine.isHalted() ? 503 : 200).end();
  }

  private static Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("auth", Map.of("schemes", new String[0]));
    meta.put("allowSignup", false);
    meta.put("allowInvites", false);
    meta.put("allowCreateTenant", false);
    meta.put("allowChangePassword", false);
    meta.put("observabilityEnabled", false);
    meta.put("prometheusServerEnabled", false);
    meta.put("authDisabled", false);
    // Not Hatchet's: how to follow all runs of a workflow over one stream.
    meta.put("workflowMetadataKey", RunCalls.WORKFLOW_KEY);
    return meta;
  }
}
