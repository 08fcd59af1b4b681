package routes.hatchet.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the gRPC connection.
 *
 * @param strategy none, tls or mtls
 * @param certificate client certificate chain, PEM; needed for mtls
 * @param key client key, PKCS#8 PEM; needed for mtls
 * @param rootCa trust anchors, PEM; the system's when absent
 * @param serverName name expected in the engine's certificate; the target's host when absent
 */
public record TlsSettings(
    TlsStrategy strategy,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path rootCa,
    @Nullable String serverName) {

  public TlsSettings {
    if (strategy == TlsStrategy.MTLS && (certificate == null || key == null)) {
      throw new HatchetException(
          "TLS strategy mtls needs a client certificate and its key: set"
              + " HATCHET_CLIENT_TLS_CERT_FILE and HATCHET_CLIENT_TLS_KEY_FILE.");
    }
  }

  /** Plaintext. */
  public static TlsSettings none() {
    return new TlsSettings(TlsStrategy.NONE, null, null, null, null);
  }
}
