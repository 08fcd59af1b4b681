package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells in one sentence what is wrong with a call, and what to do. */
final class Faults {

  /** {@code HTTP}. */
  private static final String HTTP1_IN_HEX = "48545450";

  private final HatchetClientConfiguration configuration;

  Faults(HatchetClientConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The sentence for a failed call. */
  HatchetException explain(String doing, Throwable failure) {
    if (failure instanceof HatchetException hatchet) {
      return hatchet;
    }
    Status status = Status.fromThrowable(failure);
    RunExistsException exists =
        status.getCode() == Status.Code.ALREADY_EXISTS ? RunExistsException.of(failure) : null;
    if (exists != null) {
      return exists;
    }
    String connection = connection(status);
    if (connection != null) {
      return new ConnectionSettingsException(connection, failure);
    }
    if (isUnknownHost(status)) {
      return new EngineUnavailableException(
          "The host of the Hatchet engine, "
              + configuration.host()
              + ", is not known: check HATCHET_CLIENT_HOST_PORT.",
          false,
          failure);
    }
    if (has(status.getCause(), ConnectException.class)) {
      return new EngineUnavailableException(
          "Nothing listens at "
              + configuration.address()
              + ": is the Hatchet engine running, and is this its gRPC port?"
              + " HATCHET_CLIENT_HOST_PORT sets the address.",
          false,
          failure);
    }
    String description = status.getDescription() == null ? "" : status.getDescription();
    String sentence =
        switch (status.getCode()) {
          case UNAUTHENTICATED, PERMISSION_DENIED -> refusedToken();
          case DEADLINE_EXCEEDED ->
              "The Hatchet engine at "
                  + configuration.address()
                  + " did not answer in time ("
                  + doing
                  + "): is this its gRPC port, and does TLS strategy "
                  + strategy()
                  + " fit it?";
          case UNAVAILABLE ->
              "The Hatchet engine at "
                  + configuration.address()
                  + " is not available ("
                  + doing
                  + "): "
                  + description
                  + ".";
          case RESOURCE_EXHAUSTED ->
              "The Hatchet engine has no room for this ("
                  + doing
                  + "): "
                  + description
                  + ". Messages end at 4 MiB and calls at about 1000 a second.";
          case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION -> description;
          case UNIMPLEMENTED ->
              isOfGrpc(description)
                  ? "The server at "
                      + configuration.address()
                      + " does not know this call ("
                      + doing
                      + "): is it a Hatchet engine, and new enough?"
                  : "The engine at "
                      + configuration.address()
                      + " does not offer this ("
                      + doing
                      + "): "
                      + description
                      + ".";
          default ->
              "The Hatchet engine failed ("
                  + doing
                  + "): "
                  + status.getCode()
                  + (description.isEmpty() ? "" : ", " + description)
                  + ".";
        };
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> new ConnectionSettingsException(sentence, failure);
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          new EngineUnavailableException(sentence, false, failure);
      case INTERNAL, ABORTED -> new EngineUnavailableException(sentence, true, failure);
      case RESOURCE_EXHAUSTED ->
          isTooLarge(description)
              ? new HatchetException(sentence, failure)
              : new EngineUnavailableException(sentence, true, failure);
      default -> new HatchetException(sentence, failure);
    };
  }

  /** What a refused token is told as. */
  String refusedToken() {
    return "The Hatchet engine at "
        + configuration.address()
        + " refuses the token: set HATCHET_CLIENT_TOKEN to a token of this engine that"
        + " has not expired.";
  }

  /** Whether it is the message that has no room, which it will not have later either. */
  static boolean isTooLarge(String description) {
    return description.contains("larger than") || description.contains("exceeds maximum size");
  }

  private static boolean isUnknownHost(Status status) {
    return has(status.getCause(), UnknownHostException.class)
        || trail(status).contains("unable to resolve host");
  }

  /** Whether servers say it of calls that they do not have at all. */
  private static boolean isOfGrpc(String description) {
    String text = description.toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || text.startsWith("unknown method")
        || text.startsWith("unknown service")
        || text.startsWith("method not found")
        || text.contains("is unimplemented")
        || text.contains("http status code");
  }

  private @Nullable String connection(Status status) {
    String text = trail(status);
    String address = configuration.address();
    if (text.contains("not an ssl/tls record")) {
      return text.contains("not an ssl/tls record: " + HTTP1_IN_HEX) ? rest() : plaintext();
    }
    if (text.contains("first 5 bytes: 15")) {
      return tls();
    }
    if (text.contains("first 5 bytes: " + HTTP1_IN_HEX)
        || text.contains("<html")
        || text.contains("first 5 bytes: 3c")
        || text.contains("invalid content-type")
        || text.contains("1752460652")) {
      return rest();
    }
    if (text.contains("certificateexception")
        || text.contains("sslhandshakeexception")
        || text.contains("certpath")
        || text.contains("pkix")) {
      return "TLS with the Hatchet engine at "
          + address
          + " failed: its certificate is not trusted, not for this name, or a client certificate is"
          + " wanted; see HATCHET_CLIENT_TLS_ROOT_CA_FILE, _TLS_SERVER_NAME and _TLS_CERT_FILE.";
    }
    if ((text.contains("sslexception") && text.contains("closed"))
        || text.contains("handshake failed")) {
      return "TLS with the Hatchet engine at "
          + address
          + " could not be agreed on: does this port speak TLS? HATCHET_CLIENT_TLS_STRATEGY=none"
          + " switches it off.";
    }
    return null;
  }

  /** The sentence for a port that did not answer as expected; null when it tells nothing more. */
  @Nullable HatchetException explain(PortProbe.Answer answer, Throwable failure) {
    boolean plain = configuration.tls().strategy() == TlsStrategy.NONE;
    String sentence =
        switch (answer) {
          case HTTP1 -> rest();
          case PLAINTEXT_HTTP2 -> plain ? null : plaintext();
          case TLS -> plain ? tls() : null;
          case UNKNOWN -> null;
        };
    return sentence == null ? null : new ConnectionSettingsException(sentence, failure);
  }

  private String plaintext() {
    return "The Hatchet engine at "
        + configuration.address()
        + " speaks plaintext, but TLS is on: set HATCHET_CLIENT_TLS_STRATEGY=none, or give the"
        + " address of its TLS port.";
  }

  private String tls() {
    return "The Hatchet engine at "
        + configuration.address()
        + " expects TLS, but HATCHET_CLIENT_TLS_STRATEGY is none: set it to tls or mtls.";
  }

  private String rest() {
    return "What answers at "
        + configuration.address()
        + " is an HTTP server, not gRPC: this looks like Hatchet's REST port (8888); set"
        + " HATCHET_CLIENT_HOST_PORT to its gRPC port (7077).";
  }

  private String strategy() {
    return configuration.tls().strategy().name().toLowerCase(Locale.ROOT);
  }

  private static String trail(Status status) {
    StringBuilder text = new StringBuilder();
    text.append(status.getDescription());
    int depth = 0;
    for (Throwable t = status.getCause(); t != null && depth++ < 10; t = t.getCause()) {
      text.append('\n').append(t);
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean has(@Nullable Throwable cause, Class<? extends Throwable> type) {
    int depth = 0;
    for (Throwable t = cause; t != null && depth++ < 10; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the call certainly never reached an engine. */
  static boolean neverSent(StatusRuntimeException failure) {
    return failure.getStatus().getCode() == Status.Code.UNAVAILABLE
        && (has(failure.getStatus().getCause(), ConnectException.class)
            || isUnknownHost(failure.getStatus()));
  }

  /** Whether the call certainly did nothing: it never reached an engine, or was turned away. */
  static boolean notDone(StatusRuntimeException failure) {
    return neverSent(failure) || failure.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
  }

  /** Whether the same call may well succeed a little later. */
  static boolean passing(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED, UNKNOWN, INTERNAL -> true;
      default -> false;
    };
  }
}
