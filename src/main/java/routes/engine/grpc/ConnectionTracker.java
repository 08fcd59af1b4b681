package routes.engine.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Connections;
import routes.engine.scheduler.Engine;

/**
 * Gives every connection an identity, sees to it that there are not too many, and tells the engine
 * when one is closed. Thread-safe.
 */
final class ConnectionTracker extends ServerTransportFilter {
  private static final int MOST = 2_000;
  private static final int MOST_STRANGERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Engine engine;
  private final Map<SocketAddress, Channel> channels = new ConcurrentHashMap<>();
  private final Connections<Channel> connections =
      new Connections<>(MOST, MOST_STRANGERS, PATIENCE, BoundedServerChannel::close);

  ConnectionTracker(Engine engine) {
    this.engine = engine;
  }

  /** What accepts the connections. */
  BoundedServerChannel serverChannel() {
    return new BoundedServerChannel(connections, channels);
  }

  /** A call over this connection had a good token. */
  void trust(Attributes ofCall) {
    SocketAddress address = ofCall.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    Channel channel = address == null ? null : channels.get(address);
    if (channel != null) {
      connections.trust(channel);
    }
  }

  /** Ends connections over which no good token has come for a while. */
  void sweep() {
    connections.sweep();
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
