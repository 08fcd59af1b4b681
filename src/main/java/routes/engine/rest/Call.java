package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import routes.engine.auth.Tokens;

/** One request of a tenant. */
record Call(RoutingContext context, Tokens.Verified caller) {
  UUID tenantId() {
    return caller.tenantId();
  }

  UUID id(String parameter) {
    return Answers.uuid(parameter, context.pathParam(parameter));
  }

  String text(String parameter) {
    return String.valueOf(context.pathParam(parameter));
  }

  Parameters query() {
    return new Parameters(context.queryParams());
  }

  JsonNode body() {
    return Answers.body(context);
  }
}
