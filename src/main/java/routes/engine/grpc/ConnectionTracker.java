package routes.engine.grpc;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.Engine;

/** Gives every connection an identity, and tells the engine when one is closed. */
final class ConnectionTracker extends ServerTransportFilter {
  private final Engine engine;

  ConnectionTracker(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    return attributes.toBuilder().set(CallContext.CONNECTION_ATTRIBUTE, new Object()).build();
  }

  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    Object connection =
        attributes == null ? null : attributes.get(CallContext.CONNECTION_ATTRIBUTE);
    if (connection != null) {
      engine.workers().connectionClosed(connection);
    }
  }
}
