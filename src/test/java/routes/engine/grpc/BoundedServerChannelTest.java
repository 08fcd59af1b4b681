package routes.engine.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.engine.auth.Connections;

class BoundedServerChannelTest {
  private final EventLoopGroup acceptor = new NioEventLoopGroup(1, Threads.daemon("test-accept"));
  private final EventLoopGroup loops = new NioEventLoopGroup(2, Threads.daemon("test-net"));
  private final Map<SocketAddress, Channel> channels = new ConcurrentHashMap<>();

  @AfterEach
  void end() {
    acceptor.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void oneThatNoLoopHasTakenUpIsClosedWhenOneDoes() throws InterruptedException {
    NioSocketChannel channel = new NioSocketChannel();

    BoundedServerChannel.close(channel);
    var unused = loops.register(channel);

    assertThat(channel.closeFuture().await(30_000)).isTrue();
  }

  /** An error here would end the channel that accepts, and with it the port. */
  @Test
  void closingWhileALoopTakesItUpIsNoError() throws InterruptedException {
    List<NioSocketChannel> closed = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      NioSocketChannel channel = new NioSocketChannel();
      var unused = loops.register(channel);
      for (int spin = 0; spin < i % 300; spin++) {
        Thread.onSpinWait();
      }
      BoundedServerChannel.close(channel);
      closed.add(channel);
    }
    for (NioSocketChannel channel : closed) {
      assertThat(channel.closeFuture().await(30_000)).isTrue();
    }
  }

  @Test
  void whatIsOneTooManyIsClosedAndForgottenAndThePortStays() throws IOException {
    Connections<Channel> connections =
        new Connections<>(2, 2, Duration.ofMinutes(1), BoundedServerChannel::close);
    int port = listen(connections);
    try (Socket first = connect(port)) {
      try (Socket second = connect(port)) {
        await().until(() -> channels.size() == 2);
        channels.values().forEach(connections::trust);
        try (Socket refused = connect(port)) {
          assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(connections.size()).isEqualTo(2);
        assertThat(second.isConnected()).isTrue();
      }
      await().until(() -> channels.size() == 1);
      try (Socket third = connect(port)) {
        await().until(() -> channels.size() == 2);
        assertThat(third.isConnected()).isTrue();
      }
      assertThat(first.isConnected()).isTrue();
    }
    await().until(() -> channels.isEmpty() && connections.size() == 0);
  }

  private int listen(Connections<Channel> connections) {
    Channel server =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channelFactory(() -> new BoundedServerChannel(connections, channels))
            .childHandler(new Idle())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  @Sharable
  private static final class Idle extends ChannelInboundHandlerAdapter {}
}
