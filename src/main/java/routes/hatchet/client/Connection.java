package routes.hatchet.client;

import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One gRPC channel to the engine: token, TLS, keep-alive, gzip for what is worth it. */
final class Connection implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int GZIP_FROM_BYTES = 2048;
  private static final int WINDOW_BYTES = 10 * 1024 * 1024;

  private final ManagedChannel managed;
  private final Channel channel;
  private final TokenWatch token = new TokenWatch();

  Connection(HatchetClientConfiguration configuration) {
    this.managed = open(configuration);
    this.channel =
        ClientInterceptors.intercept(
            managed, new Credentials(configuration.token()), new Gzip(), token);
  }

  Channel channel() {
    return channel;
  }

  /** Whether the engine refuses the token, by the last call that tells. */
  boolean tokenRefused() {
    return token.refused();
  }

  /**
   * Makes the next call open a new connection, at once. The calls of the old one go on there and
   * end by their deadlines, or when its keep-alive does.
   */
  void renew() {
    managed.enterIdle();
  }

  private static ManagedChannel open(HatchetClientConfiguration configuration) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(configuration.host(), configuration.port())
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .keepAliveWithoutCalls(true)
            .initialFlowControlWindow(WINDOW_BYTES)
            .maxInboundMessageSize(configuration.maxReceiveBytes())
            .userAgent("hatchet-routes");
    TlsSettings tls = configuration.tls();
    if (tls.strategy() == TlsStrategy.NONE) {
      return builder.usePlaintext().build();
    }
    try {
      SslContextBuilder ssl = GrpcSslContexts.forClient();
      if (tls.rootCa() != null) {
        ssl.trustManager(tls.rootCa().toFile());
      }
      if (tls.strategy() == TlsStrategy.MTLS && tls.certificate() != null && tls.key() != null) {
        ssl.keyManager(tls.certificate().toFile(), tls.key().toFile());
      }
      builder.sslContext(ssl.build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new HatchetException(
          "The TLS files of the Hatchet connection cannot be used: "
              + e.getMessage()
              + ". Certificates and PKCS#8 keys are read as PEM.",
          e);
    }
    if (tls.serverName() != null) {
      builder.overrideAuthority(tls.serverName());
    }
    return builder.build();
  }

  @Override
  public void close() {
    managed.shutdown();
    try {
      if (!managed.awaitTermination(500, TimeUnit.MILLISECONDS)) {
        managed.shutdownNow();
        managed.awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      managed.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Puts the token into every call. */
  private record Credentials(String token) implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<B> listener, Metadata headers) {
          headers.put(AUTHORIZATION, "bearer " + token);
          super.start(listener, headers);
        }
      };
    }

    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }

  /** Compresses messages large enough for it to pay. */
  private static final class Gzip implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      return new ForwardingClientCall.SimpleForwardingClientCall<>(
          next.newCall(method, options.withCompression("gzip"))) {
        @Override
        public void sendMessage(A message) {
          setMessageCompression(
              message instanceof MessageLite lite && lite.getSerializedSize() >= GZIP_FROM_BYTES);
          super.sendMessage(message);
        }
      };
    }
  }
}
