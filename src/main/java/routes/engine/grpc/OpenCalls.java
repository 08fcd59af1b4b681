package routes.engine.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;

/**
 * The streams that are open, with the token each was opened with: so many and no more, and none
 * whose token is no longer good. Thread-safe.
 */
final class OpenCalls {
  private final Set<GuardedCall<?, ?>> open = ConcurrentHashMap.newKeySet();
  private final int most;

  /**
   * @param most streams at a time
   */
  OpenCalls(int most) {
    this.most = most;
  }

  int size() {
    return open.size();
  }

  /** Starts a stream that ends with its token; null where there are too many. */
  <Q, R> ServerCall.@Nullable Listener<Q> start(
      ServerCall<Q, R> call,
      Tokens.Verified token,
      Metadata headers,
      ServerCallHandler<Q, R> handler) {
    if (open.size() >= most) {
      return null;
    }
    GuardedCall<Q, R> guarded = new GuardedCall<>(call, token);
    open.add(guarded);
    return new SimpleForwardingServerCallListener<>(handler.startCall(guarded, headers)) {
      @Override
      public void onCancel() {
        open.remove(guarded);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        open.remove(guarded);
        super.onComplete();
      }
    };
  }

  /** Ends those whose token is over. */
  void endOver(Predicate<Tokens.Verified> isOver) {
    for (GuardedCall<?, ?> call : open) {
      if (isOver.test(call.token)) {
        call.close(Status.UNAUTHENTICATED.withDescription("invalid auth token"), new Metadata());
      }
    }
  }

  /** Can be closed from outside, while another thread writes. */
  private static final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Tokens.Verified token;
    private boolean closed;

    GuardedCall(ServerCall<Q, R> call, Tokens.Verified token) {
      super(call);
      this.token = token;
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!closed) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(R message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        super.close(status, trailers);
      }
    }
  }
}
