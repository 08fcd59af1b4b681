package routes.engine.grpc;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;
import routes.engine.scheduler.Engine;
import routes.engine.store.RunReader;

/** Hatchet's services on one port. */
public final class GrpcServer implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 4 * 1024 * 1024 + 4 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int WINDOW = 4 * 1024 * 1024;
  private static final int MOST_STREAMS_OF_ONE = 2_000;
  private static final int MOST_STREAMS = 20_000;
  private static final int IDLE_MINUTES = 10;
  private static final long TOKEN_CHECK_SECONDS = 5;
  private static final long SWEEP_SECONDS = 5;

  /** A connection that resets more streams than this in so many seconds is closed. */
  private static final int MOST_RESETS = 1_000;

  private static final int RESET_SECONDS = 10;
  private static final int LOOPS = 2;

  private final Server server;

  /**
   * Whoever can connect can fail: that is no news, and would fill the log. Kept from the collector.
   */
  private static final Logger CONNECTIONS =
      Logger.getLogger("io.grpc.netty.NettyServerTransport.connections");

  private final EventLoopGroup acceptor;
  private final EventLoopGroup loops;
  private final ScheduledExecutorService timer;
  private final OpenCalls open = new OpenCalls(MOST_STREAMS);
  private final Supplier<@Nullable Tokens> tokens;

  /**
   * Binds the port; nothing is answered before that.
   *
   * @param port 0 for any free one
   */
  public GrpcServer(
      String bindAddress,
      int port,
      Engine engine,
      RunReader reader,
      Supplier<@Nullable Tokens> tokens,
      Clock clock,
      String version)
      throws IOException {
    CONNECTIONS.setLevel(Level.WARNING);
    this.tokens = tokens;
    this.timer = Executors.newSingleThreadScheduledExecutor(Threads.daemon("hatchet-engine-timer"));
    this.acceptor = new NioEventLoopGroup(1, Threads.daemon("hatchet-engine-accept"));
    this.loops = new NioEventLoopGroup(LOOPS, Threads.daemon("hatchet-engine-net"));
    ConnectionTracker connections = new ConnectionTracker(engine);
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(bindAddress, port))
            // Services only check requests and hand them over; what reads or waits has threads of
            // its own.
            .directExecutor()
            .channelFactory(connections::serverChannel)
            .bossEventLoopGroup(acceptor)
            .workerEventLoopGroup(loops)
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .maxInboundMetadataSize(LARGEST_HEADERS)
            .maxConcurrentCallsPerConnection(MOST_STREAMS_OF_ONE)
            .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
            .flowControlWindow(WINDOW)
            .permitKeepAliveTime(4, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(20, TimeUnit.SECONDS)
            .maxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
            .addTransportFilter(connections)
            .intercept(new TokenInterceptor(tokens, open, connections))
            .addService(
                UnreadableMessages.answered(new DispatcherService(engine, clock, timer, version)))
            .addService(UnreadableMessages.answered(new EventsService(engine, clock)))
            .addService(UnreadableMessages.answered(new WorkflowService(engine)))
            .addService(UnreadableMessages.answered(new AdminService(engine, reader)))
            .addService(UnreadableMessages.answered(new DurableService()))
            .build();
    try {
      server.start();
    } catch (IOException e) {
      release();
      throw e;
    }
    var unusedSweep =
        timer.scheduleWithFixedDelay(
            connections::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    var unused =
        timer.scheduleWithFixedDelay(
            this::endOver, TOKEN_CHECK_SECONDS, TOKEN_CHECK_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends streams of tokens that have been revoked or have expired in the meantime. */
  public void endOver() {
    Tokens known = tokens.get();
    if (known != null) {
      open.endOver(known::isOver);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Ends calls and streams; what is being answered has a moment. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(300, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        server.awaitTermination(300, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    release();
  }

  private void release() {
    timer.shutdownNow();
    var unusedAcceptor = acceptor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    var unusedLoops = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
