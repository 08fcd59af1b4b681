package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the interface, as it is served and as the OpenAPI document tells of it.
 *
 * @param path with parameters in braces
 * @param summary what it does, in a few words
 * @param answer the shape of a good answer
 * @param query names of the query's parameters
 * @param handler gives the answer's value; null is an empty 204
 */
record Route(
    HttpMethod method,
    String path,
    String summary,
    Shape answer,
    List<String> query,
    Function<Call, CompletableFuture<@Nullable Object>> handler) {

  /**
   * The shape of an answer.
   *
   * @param schema its name among the document's schemas; null where there is none
   */
  record Shape(Kind kind, @Nullable String schema) {
    static final Shape NOTHING = new Shape(Kind.NOTHING, null);
    static final Shape TEXT = new Shape(Kind.TEXT, null);

    static Shape one(String schema) {
      return new Shape(Kind.ONE, schema);
    }

    static Shape page(String schema) {
      return new Shape(Kind.PAGE, schema);
    }

    static Shape array(String schema) {
      return new Shape(Kind.ARRAY, schema);
    }

    /** How many there are of the schema. */
    enum Kind {
      ONE,
      PAGE,
      ARRAY,
      TEXT,
      NOTHING
    }
  }

  /** In the router's way of writing. */
  String pattern() {
    return path.replace("{", ":").replace("}", "");
  }
}
