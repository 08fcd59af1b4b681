package routes.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /**
   * What is wrong with one field.
   *
   * @param path where it is, such as {@code loan.amount}
   * @param value what was sent, shortened; absent if nothing was
   * @param message one sentence that says what to do
   */
  public record FieldError(String path, @Nullable String value, String message) {}

  /** What is said of an address whose id names nothing. */
  public static String unknownId(String path) {
    return "There is nothing at %s: the id is unknown, or what it named was deleted."
        .formatted(path);
  }

  /** Writes a refusal. */
  public static String of(int status, String detail, List<FieldError> errors) {
    JsonObject problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("detail", detail);
    if (!errors.isEmpty()) {
      JsonArray fields = new JsonArray();
      for (FieldError error : errors) {
        fields.add(
            new JsonObject()
                .put("path", error.path())
                .put("value", error.value())
                .put("message", error.message()));
      }
      problem.put("errors", fields);
    }
    return problem.encode();
  }
}
