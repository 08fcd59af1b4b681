package routes.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Json;
import routes.engine.scheduler.EngineException;
import routes.engine.store.StoreException;

/** Answers and errors in Hatchet's form. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final long PATIENCE_SECONDS = 20;

  /** A plain text instead of JSON. */
  record Text(String type, String body) {}

  private Answers() {}

  /** Answers as soon as the engine has; null is an empty 204. */
  static void send(Call call, Function<Call, CompletableFuture<@Nullable Object>> answer) {
    when(call.context(), call, answer, value -> ok(call.context(), value));
  }

  /** Begins an answer that goes on, once it is known to be possible. */
  static void begin(Call call, Function<Call, CompletableFuture<Consumer<Call>>> answer) {
    when(call.context(), call, answer, begin -> begin.accept(call));
  }

  private static <T> void when(
      RoutingContext context,
      Call call,
      Function<Call, CompletableFuture<T>> answer,
      Consumer<T> then) {
    CompletableFuture<T> reply;
    try {
      reply = answer.apply(call);
    } catch (RuntimeException e) {
      error(context, e);
      return;
    }
    Context loop = Vertx.currentContext();
    var unused =
        reply
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (value, failure) ->
                    loop.runOnContext(
                        ignored -> {
                          if (context.response().closed() || context.response().ended()) {
                            return;
                          }
                          if (failure != null) {
                            error(context, failure);
                          } else {
                            then.accept(value);
                          }
                        }));
  }

  private static void ok(RoutingContext context, @Nullable Object value) {
    if (value == null) {
      context.response().setStatusCode(204).end();
    } else if (value instanceof Text text) {
      context.response().putHeader("Content-Type", text.type()).end(text.body());
    } else {
      json(context, 200, value);
    }
  }

  static void json(RoutingContext context, int status, Object value) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(Json.write(value));
  }

  static void error(RoutingContext context, int status, String description) {
    json(context, status, Map.of("errors", List.of(Map.of("description", description))));
  }

  private static void error(RoutingContext context, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof EngineException known) {
      error(context, status(known.code()), known.getMessage());
    } else if (cause instanceof IllegalArgumentException) {
      error(context, 400, String.valueOf(cause.getMessage()));
    } else if (cause instanceof TimeoutException || cause instanceof StoreException) {
      LOG.warn("A request is answered with 503: {}", cause.toString());
      error(context, 503, "the engine's database does not answer; try again");
    } else {
      LOG.error("A request failed", cause);
      error(context, 500, "internal error, see the engine's log");
    }
  }

  /** What failed before an answer was begun: a body too large, say. */
  static void failed(RoutingContext context) {
    if (context.response().ended()) {
      return;
    }
    Throwable failure = context.failure();
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    if (failure instanceof HttpException http) {
      status = http.getStatusCode();
    } else if (failure != null && status == 500) {
      LOG.error("A request failed", failure);
    }
    error(
        context,
        status,
        status == 413 ? "the body is too large" : "the request cannot be answered");
  }

  private static int status(EngineException.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> 400;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
    };
  }

  static UUID uuid(String field, @Nullable String text) {
    if (text != null && text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException e) {
        LOG.trace("Not a UUID", e);
      }
    }
    throw EngineException.invalid("invalid " + field + ": a UUID is needed");
  }

  static JsonNode body(RoutingContext context) {
    String text = context.body() == null ? null : context.body().asString();
    if (text == null || text.isBlank()) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      Json.check("body", text);
      return Json.MAPPER.readTree(text);
    } catch (Json.InvalidJsonException | JsonProcessingException e) {
      throw EngineException.invalid("the body is not JSON");
    }
  }

  /** A text that the body must have. */
  static String text(JsonNode body, String field) {
    String text = body.path(field).textValue();
    if (text == null || text.isEmpty()) {
      throw EngineException.invalid(field + " is needed");
    }
    return text;
  }

  /** An object that the body may have, as JSON text. */
  static String object(JsonNode body, String field) {
    JsonNode object = body.path(field);
    if (object.isMissingNode() || object.isNull()) {
      return "{}";
    }
    if (!object.isObject()) {
      throw EngineException.invalid(field + " must be an object");
    }
    return object.toString();
  }
}
