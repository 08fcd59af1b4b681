package routes.hatchet.client;

/** How the gRPC connection is secured. */
public enum TlsStrategy {
  /** Plaintext HTTP/2, for engines on the same machine. */
  NONE,
  /** The engine shows a certificate. */
  TLS,
  /** Both sides show a certificate. */
  MTLS
}
