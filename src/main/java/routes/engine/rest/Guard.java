package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;

/** Who may call: no page of another site, nobody under another name, nobody without a token. */
final class Guard {
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final String SCHEME = "bearer ";

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

  /** Null, and an answer given, for a call that a token does not allow. */
  static @Nullable Call authenticated(RoutingContext context, @Nullable Tokens tokens) {
    String header = context.request().getHeader("Authorization");
    Tokens.Verified verified =
        tokens == null || header == null || !header.regionMatches(true, 0, SCHEME, 0, 7)
            ? null
            : tokens.verify(header.substring(7).strip());
    if (verified == null) {
      Answers.error(context, 403, "invalid auth token");
      return null;
    }
    String tenant = context.pathParam("tenant");
    if (tenant != null && !tenant.equals(verified.tenantId().toString())) {
      Answers.error(context, 404, "not found");
      return null;
    }
    return new Call(context, verified);
  }
}
