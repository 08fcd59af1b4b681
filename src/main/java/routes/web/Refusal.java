package routes.web;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Refuses a request before a route sees it. */
final class Refusal {
  private Refusal() {}

  static void send(RoutingContext context, int status, String detail) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", ProblemJson.MEDIA_TYPE)
          .end(ProblemJson.of(status, detail, List.of()));
    }
  }
}
