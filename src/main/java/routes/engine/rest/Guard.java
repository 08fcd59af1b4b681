package routes.engine.rest;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Connections;
import routes.engine.auth.Tokens;

/** Who may call: no page of another site, nobody under another name, nobody without a token. */
final class Guard {
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String SCHEME = "bearer ";
  private static final String CALLER = "caller";

  private Guard() {}

  /** A page of another site, or a name that was made to point here, gets nothing. */
  static void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
    if ((isLoopback(request) && !OWN_HOSTS.contains(host)) || isForeign(request, host)) {
      Answers.error(context, 403, "this host or origin is not allowed");
    } else {
      context.next();
    }
  }

  /** Browsers send the origin with all that can change something, and with WebSockets. */
  private static boolean isForeign(HttpServerRequest request, String host) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
    boolean reads = request.method().equals(HttpMethod.GET) && request.getHeader("Upgrade") == null;
    String from = hostOf(origin);
    return !reads && !from.equals(host) && !OWN_HOSTS.contains(from);
  }

  private static boolean isLoopback(HttpServerRequest request) {
    String address = request.localAddress() == null ? null : request.localAddress().hostAddress();
    return address != null && (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1"));
  }

  private static String hostOf(String origin) {
    String host = origin.replaceFirst("^[a-z]+://", "");
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }

  /** Before anything of a body is read: nobody goes on without a good token, but to these paths. */
  static void checkToken(
      RoutingContext context,
      @Nullable Tokens tokens,
      Connections<HttpConnection> connections,
      Set<String> open) {
    if (open.contains(context.normalizedPath())) {
      context.next();
      return;
    }
    if (tokens == null) {
      Answers.error(context, 503, "the engine is starting; try again");
      return;
    }
    Tokens.Verified caller = verified(context.request(), tokens);
    if (caller == null) {
      Answers.error(context, 403, "invalid auth token");
      return;
    }
    connections.trust(context.request().connection());
    context.put(CALLER, caller);
    context.next();
  }

  private static Tokens.@Nullable Verified verified(HttpServerRequest request, Tokens tokens) {
    List<String> headers = request.headers().getAll("Authorization");
    if (headers.size() != 1 || !headers.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return tokens.verify(headers.get(0).substring(SCHEME.length()).strip());
  }

  /** Null, and an answer given, for a call that the caller's token does not allow. */
  static @Nullable Call call(RoutingContext context) {
    Tokens.Verified verified = context.get(CALLER);
    String tenant = context.pathParam("tenant");
    if (tenant != null && !tenant.equals(verified.tenantId().toString())) {
      Answers.error(context, 404, "not found");
      return null;
    }
    return new Call(context, verified);
  }
}
