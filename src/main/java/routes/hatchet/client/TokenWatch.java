package routes.hatchet.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Notes whether the engine refuses the token, by how calls end. Thread-safe. */
final class TokenWatch implements ClientInterceptor {

  private volatile boolean refused;

  /** Whether the last call that tells was refused for its token. */
  boolean refused() {
    return refused;
  }

  /** Whether a call that ends so was refused for its token. */
  static boolean isRefusal(Status.Code code) {
    return code == Status.Code.UNAUTHENTICATED || code == Status.Code.PERMISSION_DENIED;
  }

  @Override
  public <A, B> ClientCall<A, B> interceptCall(
      MethodDescriptor<A, B> method, CallOptions options, Channel next) {
    return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<B> listener, Metadata headers) {
        super.start(new Watching<>(listener), headers);
      }
    };
  }

  private final class Watching<B>
      extends ForwardingClientCallListener.SimpleForwardingClientCallListener<B> {

    Watching(ClientCall.Listener<B> listener) {
      super(listener);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (isRefusal(status.getCode())) {
        refused = true;
      } else if (status.isOk()) {
        refused = false;
      }
      super.onClose(status, trailers);
    }
  }
}
