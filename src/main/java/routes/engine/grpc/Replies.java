package routes.engine.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.scheduler.EngineException;
import routes.engine.store.StoreException;

/** From the engine's replies to gRPC's. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final long PATIENCE_SECONDS = 20;

  private Replies() {}

  /** Answers a call, as soon as the engine has; with UNAVAILABLE where that takes too long. */
  static <T, R> void unary(
      StreamObserver<R> observer,
      Supplier<CompletableFuture<T>> request,
      Function<? super T, R> answer) {
    CompletableFuture<T> reply;
    try {
      reply = request.get();
    } catch (RuntimeException e) {
      observer.onError(status(e));
      return;
    }
    var unused =
        reply
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .whenComplete(
                (value, failure) -> {
                  if (observer instanceof ServerCallStreamObserver<R> call && call.isCancelled()) {
                    return;
                  }
                  if (failure != null) {
                    observer.onError(status(failure));
                  } else {
                    observer.onNext(answer.apply(value));
                    observer.onCompleted();
                  }
                });
  }

  /**
   * What a caller is told of a failure: our own sentences, and of all else only that it happened.
   */
  static StatusRuntimeException status(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof EngineException known) {
      return code(known.code()).withDescription(known.getMessage()).asRuntimeException();
    }
    if (cause instanceof TimeoutException || cause instanceof StoreException) {
      LOG.warn("A request is answered with UNAVAILABLE: {}", cause.toString());
      return Status.UNAVAILABLE
          .withDescription("the engine's database does not answer; try again")
          .asRuntimeException();
    }
    LOG.error("A request failed", cause);
    return Status.INTERNAL
        .withDescription("internal error, see the engine's log")
        .asRuntimeException();
  }

  private static Status code(EngineException.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> Status.INVALID_ARGUMENT;
      case NOT_FOUND -> Status.NOT_FOUND;
      case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
      case FAILED_PRECONDITION -> Status.FAILED_PRECONDITION;
      case RESOURCE_EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
      case UNIMPLEMENTED -> Status.UNIMPLEMENTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
    };
  }

  /** Refuses a text that is no UUID. */
  static UUID uuid(String field, String text) {
    UUID id = uuidOrNull(text);
    if (id == null) {
      throw EngineException.invalid("invalid " + field + ": a UUID is needed");
    }
    return id;
  }

  static @Nullable UUID uuidOrNull(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
