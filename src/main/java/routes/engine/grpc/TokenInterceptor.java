package routes.engine.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;

/** Lets calls with a good token through, and gives every other the same answer. */
final class TokenInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "bearer ";
  private static final Object UNKNOWN_CONNECTION = new Object();

  private final Supplier<@Nullable Tokens> tokens;
  private final OpenCalls open;
  private final ConnectionTracker connections;

  TokenInterceptor(
      Supplier<@Nullable Tokens> tokens, OpenCalls open, ConnectionTracker connections) {
    this.tokens = tokens;
    this.open = open;
    this.connections = connections;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Tokens known = tokens.get();
    if (known == null) {
      call.close(
          Status.UNAVAILABLE.withDescription("the engine is starting; try again"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    Tokens.Verified verified = verified(headers, known);
    if (verified == null) {
      call.close(Status.UNAUTHENTICATED.withDescription("invalid auth token"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    connections.trust(call.getAttributes());
    Object connection = call.getAttributes().get(CallContext.CONNECTION_ATTRIBUTE);
    Context context =
        Context.current()
            .withValue(CallContext.TENANT, verified.tenantId())
            .withValue(
                CallContext.CONNECTION, connection == null ? UNKNOWN_CONNECTION : connection);
    if (call.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY) {
      return Contexts.interceptCall(context, call, headers, next);
    }
    ServerCallHandler<Q, R> inContext =
        (guarded, sent) -> Contexts.interceptCall(context, guarded, sent, next);
    ServerCall.Listener<Q> listener = open.start(call, verified, headers, inContext);
    if (listener == null) {
      call.close(
          Status.RESOURCE_EXHAUSTED.withDescription("too many streams are open"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return listener;
  }

  private Tokens.@Nullable Verified verified(Metadata headers, Tokens tokens) {
    Iterable<String> values = headers.getAll(AUTHORIZATION);
    if (values == null) {
      return null;
    }
    Iterator<String> all = values.iterator();
    String value = all.next();
    if (all.hasNext() || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return tokens.verify(value.substring(SCHEME.length()).strip());
  }
}
