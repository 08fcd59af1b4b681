package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * HEAD is answered as GET is (RFC 9110, 9.3.2), by whoever answers that. The server keeps the body
 * back; over HTTP/2 it would not, so that HEAD is refused there as any other method.
 */
final class HeadRequests implements Handler<RoutingContext> {
  // A stream would be begun for nobody.
  private static final String STREAM = "/events";

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.method().equals(HttpMethod.HEAD)
        && request.version() != HttpVersion.HTTP_2
        && !context.normalizedPath().endsWith(STREAM)) {
      context.reroute(HttpMethod.GET, request.uri());
    } else {
      context.next();
    }
  }
}
