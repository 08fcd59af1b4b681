package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign page sends through the browser of somebody on this machine: a
 * loopback address alone is no defence against DNS rebinding and cross-site forms.
 */
final class HostCheck implements Handler<RoutingContext> {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Set<String> allowed;

  HostCheck(Set<String> allowed) {
    this.allowed = allowed;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String host = request.authority() == null ? null : request.authority().host();
    if (!isAllowed(host)) {
      Refusal.send(
          context,
          403,
          "Host '%s' is not served here: add it to HTTP_ALLOWED_HOSTS.".formatted(host));
    } else if (!isAllowedOrigin(request)) {
      Refusal.send(context, 403, "A page of another origin may not send this request.");
    } else {
      context
          .response()
          .putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("X-Frame-Options", "DENY")
          .putHeader("Referrer-Policy", "no-referrer");
      context.next();
    }
  }

  private boolean isAllowedOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    // A link from elsewhere may be followed; a browser says no origin then.
    if (!READING.contains(request.method())
        && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      return false;
    }
    return origin == null || isAllowed(hostOf(origin));
  }

  private boolean isAllowed(@Nullable String host) {
    return host != null && allowed.contains(bare(host));
  }

  private static @Nullable String hostOf(String origin) {
    try {
      return URI.create(origin).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String bare(String host) {
    return host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
  }
}
