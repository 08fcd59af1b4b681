package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that fail before a route has them: an address that cannot be decoded, say. */
final class Failures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public void handle(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof HttpClosedException) {
      LOG.debug("Nobody waits for the answer any more");
      return;
    }
    int status =
        failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
    if (status >= 400 && status < 500) {
      Refusal.send(context, status, refused(status, failure));
    } else {
      LOG.error("A request failed", failure);
      Refusal.send(context, 500, "The request cannot be answered: the log of the worker says why.");
    }
  }

  private static String refused(int status, @Nullable Throwable failure) {
    Throwable cause = failure == null ? null : failure.getCause();
    return status == 400 && cause instanceof IllegalArgumentException
        ? "The address cannot be decoded: write '%' as %25, and other bytes as '%' with two hexadecimal digits."
        : "The request cannot be read as HTTP: %s."
            .formatted(failure == null ? "status " + status : failure.getMessage());
  }
}
