package routes.engine.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import routes.engine.auth.Connections;

/** Accepts connections as far as there may be more. */
final class BoundedServerChannel extends NioServerSocketChannel {
  private final Connections<Channel> connections;
  private final Map<SocketAddress, Channel> channels;

  /**
   * @param channels where the accepted ones are kept by the address of the other side
   */
  BoundedServerChannel(Connections<Channel> connections, Map<SocketAddress, Channel> channels) {
    this.connections = connections;
    this.channels = channels;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int before = accepted.size();
    int read = super.doReadMessages(accepted);
    for (int i = accepted.size() - 1; i >= before; i--) {
      Channel channel = (Channel) accepted.get(i);
      if (connections.opened(channel)) {
        keep(channel);
      } else {
        // No event loop will take it up.
        channel.unsafe().closeForcibly();
        accepted.remove(i);
        read--;
      }
    }
    return read;
  }

  private void keep(Channel channel) {
    SocketAddress address = channel.remoteAddress();
    if (address != null) {
      channels.put(address, channel);
    }
    channel
        .closeFuture()
        .addListener(
            closed -> {
              connections.closed(channel);
              if (address != null) {
                channels.remove(address, channel);
              }
            });
  }

  /**
   * Closes it on its event loop, from any thread. One that no event loop has taken up yet is closed
   * as soon as one does: nobody else may touch it while it is being registered.
   */
  static void close(Channel channel) {
    channel
        .pipeline()
        .addLast(
            new ChannelHandlerAdapter() {
              @Override
              public void handlerAdded(ChannelHandlerContext added) {
                var unused = added.channel().close();
              }
            });
  }
}
