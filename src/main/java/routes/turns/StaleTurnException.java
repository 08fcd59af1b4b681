package routes.turns;

import routes.hatchet.client.NotRetryable;

/** A turn lost its lease and another one of its session has begun: what it writes is refused. */
public final class StaleTurnException extends RuntimeException implements NotRetryable {
  private static final long serialVersionUID = 1L;

  StaleTurnException(Object token) {
    super(
        "The lease with fencing token %s was lost to a newer turn of the session, which answers its messages; nothing was written."
            .formatted(token));
  }
}
