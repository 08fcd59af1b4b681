package routes.engine.grpc;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Says what is wrong with a message that is too large once it is unpacked, or is no message of the
 * protocol: gRPC itself calls both UNKNOWN. For that, messages have to be read within the call's
 * listener instead of before it.
 */
final class UnreadableMessages implements ServerInterceptor {
  private UnreadableMessages() {}

  static ServerServiceDefinition answered(BindableService service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service.bindService()), new UnreadableMessages());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Reader<>(call, next.startCall(call, headers));
  }

  private static final class Reader<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean unreadable;

    Reader(ServerCall<Q, ?> call, ServerCall.Listener<Q> delegate) {
      super(delegate);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (unreadable) {
        return;
      }
      try {
        super.onMessage(message);
      } catch (StatusRuntimeException e) {
        unreadable = true;
        call.close(answer(e.getStatus()), new Metadata());
      }
    }

    private static Status answer(Status status) {
      return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
          ? Status.RESOURCE_EXHAUSTED.withDescription(
              "the message is larger than 4 MiB once it is unpacked: send less at once")
          : Status.INVALID_ARGUMENT.withDescription(
              "the message cannot be read: it is not what this method takes");
    }

    @Override
    public void onHalfClose() {
      if (!unreadable) {
        super.onHalfClose();
      }
    }

    /** A call that was ended for its message is over for the service as one that was cancelled. */
    @Override
    public void onComplete() {
      if (unreadable) {
        super.onCancel();
      } else {
        super.onComplete();
      }
    }
  }
}
