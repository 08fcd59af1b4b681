package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;
import routes.engine.scheduler.Engine;
import routes.engine.store.RunReader;

/** Who may call, and what is there to be called. */
final class Api {
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Engine engine;
  private final RunReader reader;
  private final Supplier<@Nullable Tokens> tokens;
  private final Clock clock;
  private final String version;
  private volatile int port;

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

  void setPort(int newPort) {
    port = newPort;
  }

  int port() {
    return port;
  }

  void mount(Router router) {
    router.route().order(-1).handler(Api::checkOrigin);
    router.get("/api/live").handler(context -> context.response().setStatusCode(200).end());
    router.get("/api/ready").handler(this::ready);
    router
        .get("/api/v1/version")
        .handler(context -> Answers.json(context, 200, Map.of("version", version)));
    router.get("/api/v1/meta").handler(context -> Answers.json(context, 200, meta()));
    new RunApi(this, engine, reader).mount(router);
    new WorkerApi(this, engine, clock).mount(router);
    new WorkflowApi(this, engine).mount(router);
    router.route().last().handler(context -> Answers.error(context, 404, "not found"));
    router.route().failureHandler(Answers::failed);
  }

  private void ready(RoutingContext context) {
    context.response().setStatusCode(tokens.get() == null || engine.isHalted() ? 503 : 200).end();
  }

  private static Map<String, Object> meta() {
    return Map.of(
        "auth",
        Map.of("schemes", new String[0]),
        "allowSignup",
        false,
        "allowInvites",
        false,
        "allowCreateTenant",
        false,
        "allowChangePassword",
        false,
        "observabilityEnabled",
        false,
        "prometheusServerEnabled",
        false,
        "authDisabled",
        false);
  }

  /** A page of another site, or a name that was made to point here, gets nothing. */
  private static void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    String host = request.authority() == null ? "" : request.authority().host();
    String origin = request.getHeader("Origin");
    boolean foreign =
        origin != null
            && !OWN_HOSTS.contains(originHost(origin))
            && !request.method().equals(HttpMethod.GET);
    boolean loopback = request.localAddress() != null && isLoopback(request);
    if ((loopback && !OWN_HOSTS.contains(host.toLowerCase(Locale.ROOT))) || foreign) {
      Answers.error(context, 403, "this host or origin is not allowed");
    } else {
      context.next();
    }
  }

  private static boolean isLoopback(HttpServerRequest request) {
    String address = request.localAddress().hostAddress();
    return address != null && (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1"));
  }

  private static String originHost(String origin) {
    String host = origin.replaceFirst("^[a-z]+://", "");
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  /** A route for the bearer of a token; a tenant in the path must be the token's. */
  void route(
      Router router,
      HttpMethod method,
      String path,
      Function<Call, CompletableFuture<@Nullable Object>> answer) {
    router
        .route(method, path)
        .handler(
            context -> {
              Call call = authenticated(context);
              if (call != null) {
                Answers.send(call, answer);
              }
            });
  }

  private @Nullable Call authenticated(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    Tokens known = tokens.get();
    Tokens.Verified verified =
        known == null || header == null || !header.regionMatches(true, 0, "bearer ", 0, 7)
            ? null
            : known.verify(header.substring(7).strip());
    if (verified == null) {
      Answers.error(context, 403, "invalid auth token");
      return null;
    }
    String tenant = context.pathParam("tenant");
    if (tenant != null && !tenant.equals(verified.tenantId().toString())) {
      Answers.error(context, 404, "not found");
      return null;
    }
    return new Call(context, verified.tenantId());
  }

  /** One request of a tenant. */
  record Call(RoutingContext context, UUID tenantId) {
    UUID id(String parameter) {
      return Answers.uuid(parameter, context.pathParam(parameter));
    }

    JsonNode body() {
      return Answers.body(context);
    }
  }
}
