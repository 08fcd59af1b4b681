package routes.api;

import org.jspecify.annotations.Nullable;

/** A request that cannot be served; the message is the sentence its sender gets. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String field;

  RefusedException(int status, @Nullable String field, String message) {
    super(message);
    this.status = status;
    this.field = field;
  }

  static RefusedException badRequest(@Nullable String field, String message) {
    return new RefusedException(400, field, message);
  }

  static RefusedException conflict(String message) {
    return new RefusedException(409, null, message);
  }

  static RefusedException notFound(String message) {
    return new RefusedException(404, null, message);
  }

  int status() {
    return status;
  }

  @Nullable String field() {
    return field;
  }
}
