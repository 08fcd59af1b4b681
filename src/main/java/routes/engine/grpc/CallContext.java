package routes.engine.grpc;

import io.grpc.Attributes;
import io.grpc.Context;
import java.util.UUID;

/** Who calls, and over which connection. */
final class CallContext {
  static final Context.Key<UUID> TENANT = Context.key("tenant");
  static final Context.Key<Object> CONNECTION = Context.key("connection");
  static final Attributes.Key<Object> CONNECTION_ATTRIBUTE = Attributes.Key.create("connection");

  private CallContext() {}

  static UUID tenant() {
    return TENANT.get();
  }

  static Object connection() {
    return CONNECTION.get();
  }
}
