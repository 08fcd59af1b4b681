package routes.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body that says it is too large before a byte of it is read. */
final class BodyLimit implements Handler<RoutingContext> {
  private final long most;

  /**
   * Creates it.
   *
   * @param most the largest body, in bytes
   */
  BodyLimit(long most) {
    this.most = most;
  }

  @Override
  public void handle(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    if (length != null && length.matches("\\d+") && isTooLarge(length)) {
      // The rest of the body is not wanted: the connection cannot be used again.
      context.response().putHeader("Connection", "close");
      Refusal.send(
          context,
          413,
          "The body has %s bytes: send at most %d, or raise HTTP_MAX_BODY."
              .formatted(length, most));
    } else {
      context.next();
    }
  }

  private boolean isTooLarge(String length) {
    return length.length() > 18 || Long.parseLong(length) > most;
  }
}
