package routes.hatchet.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between a client and an engine, and breaks single calls while the connection lives. */
final class CallFaults implements AutoCloseable {

  private static final int LARGEST = 8 * 1024 * 1024;

  private final ManagedChannel engine;
  private final Server server;
  private final Set<Relay> open = ConcurrentHashMap.newKeySet();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();

  CallFaults(int enginePort) {
    engine =
        NettyChannelBuilder.forAddress("127.0.0.1", enginePort)
            .usePlaintext()
            .maxInboundMessageSize(LARGEST)
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .permitKeepAliveTime(1, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .maxInboundMessageSize(LARGEST)
              .fallbackHandlerRegistry(new Everything())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Ends the open calls of a method, such as {@code Dispatcher/ListenV2}, on both sides. */
  void cut(String method) {
    open.stream().filter(relay -> relay.method.equals(method)).forEach(Relay::cut);
  }

  /** New calls of a method are neither passed on nor answered. */
  void silence(String method) {
    silent.add(method);
  }

  /** New calls of a method fail at once. */
  void refuse(String method) {
    refused.add(method);
  }

  /**
   * The next answers of a method are lost: the engine has done it, and the caller sees it break.
   */
  void loseAnswers(String method, int count) {
    lost.put(method, new AtomicInteger(count));
  }

  /** New calls work. */
  void heal() {
    silent.clear();
    refused.clear();
    lost.clear();
  }

  private boolean isLost(String method) {
    AtomicInteger left = lost.get(method);
    return left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  @Override
  public void close() {
    server.shutdownNow();
    engine.shutdownNow();
  }

  private final class Everything extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.newBuilder(new Bytes(), new Bytes())
              .setFullMethodName(name)
              .setType(MethodDescriptor.MethodType.UNKNOWN)
              .build();
      return ServerMethodDefinition.create(method, CallFaults.this::start);
    }
  }

  private ServerCall.Listener<byte[]> start(ServerCall<byte[], byte[]> call, Metadata headers) {
    String method = call.getMethodDescriptor().getFullMethodName();
    if (refused.contains(method)) {
      call.close(Status.UNAVAILABLE.withDescription("refused by the test"), new Metadata());
      return new ServerCall.Listener<>() {};
    } else if (silent.contains(method)) {
      return new ServerCall.Listener<>() {};
    }
    Relay relay = new Relay(method, call);
    open.add(relay);
    relay.onward.start(relay.new Answers(), headers);
    relay.onward.request(1);
    call.request(1);
    return relay;
  }

  /** One call, passed on both ways. */
  private final class Relay extends ServerCall.Listener<byte[]> {
    private final String method;
    private final ServerCall<byte[], byte[]> call;
    private final ClientCall<byte[], byte[]> onward;
    private final AtomicBoolean ended = new AtomicBoolean();

    Relay(String method, ServerCall<byte[], byte[]> call) {
      this.method = method;
      this.call = call;
      this.onward = engine.newCall(call.getMethodDescriptor(), CallOptions.DEFAULT);
    }

    void cut() {
      end(Status.UNAVAILABLE.withDescription("cut by the test"), new Metadata());
      onward.cancel("cut by the test", null);
    }

    private void end(Status status, Metadata trailers) {
      open.remove(this);
      if (ended.compareAndSet(false, true)) {
        call.close(status, trailers);
      }
    }

    @Override
    public void onMessage(byte[] message) {
      onward.sendMessage(message);
      call.request(1);
    }

    @Override
    public void onHalfClose() {
      onward.halfClose();
    }

    @Override
    public void onCancel() {
      open.remove(this);
      ended.set(true);
      onward.cancel("cancelled by the client", null);
    }

    private final class Answers extends ClientCall.Listener<byte[]> {
      @Override
      public void onHeaders(Metadata headers) {
        if (!ended.get()) {
          call.sendHeaders(headers);
        }
      }

      @Override
      public void onMessage(byte[] message) {
        if (isLost(method)) {
          cut();
        } else if (!ended.get()) {
          call.sendMessage(message);
        }
        onward.request(1);
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        end(status, trailers);
      }
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
