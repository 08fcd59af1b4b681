package routes.hatchet.client;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.security.cert.CertificateException;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Certificates made for a test: one of an engine at {@code localhost}, one of a client. */
final class TestCertificates implements AutoCloseable {

  private final SelfSignedCertificate engine;
  private final SelfSignedCertificate client;

  TestCertificates() {
    try {
      engine = new SelfSignedCertificate("localhost");
      client = new SelfSignedCertificate("worker");
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The engine's side, with or without asking clients for a certificate. */
  SslContext server(boolean mutual) {
    try {
      SslContextBuilder builder =
          GrpcSslContexts.forServer(engine.certificate(), engine.privateKey());
      if (mutual) {
        builder.trustManager(client.certificate()).clientAuth(ClientAuth.REQUIRE);
      }
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The environment of a client that trusts the engine. */
  Map<String, String> trusting() {
    return Map.of("HATCHET_CLIENT_TLS_ROOT_CA_FILE", engine.certificate().getPath());
  }

  /** The environment of a client that shows its certificate. */
  Map<String, String> own() {
    return Map.of(
        "HATCHET_CLIENT_TLS_CERT_FILE", client.certificate().getPath(),
        "HATCHET_CLIENT_TLS_KEY_FILE", client.privateKey().getPath());
  }

  @Override
  public void close() {
    engine.delete();
    client.delete();
  }
}
