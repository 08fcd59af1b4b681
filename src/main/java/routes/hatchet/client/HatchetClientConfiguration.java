package routes.hatchet.client;

import com.google.protobuf.MessageLite;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine is and who we are. Precedence: explicit value, environment, the token's claims.
 *
 * @param token API token; never shown
 * @param tenantId tenant UUID, for REST paths
 * @param host gRPC host
 * @param port gRPC port
 * @param serverUrl REST base without a slash at its end; empty when unknown
 * @param tls TLS of the gRPC connection
 * @param namespace prefix of names and event keys, ending in an underscore; empty for none
 * @param maxSendBytes largest message sent, in bytes
 * @param maxReceiveBytes largest message taken, in bytes
 * @param debug whether registration, listener and heartbeats are logged
 */
public record HatchetClientConfiguration(
    String token,
    String tenantId,
    String host,
    int port,
    String serverUrl,
    TlsSettings tls,
    String namespace,
    int maxSendBytes,
    int maxReceiveBytes,
    boolean debug) {

  /** The prefix of all environment variables. */
  public static final String PREFIX = "HATCHET_CLIENT_";

  private static final int FOUR_MIB = 4 * 1024 * 1024;

  /**
   * A task with large parents must not kill the stream at every reconnect: take more than 4 MiB.
   */
  private static final int DEFAULT_RECEIVE = 4 * FOUR_MIB;

  public HatchetClientConfiguration {
    namespace = Namespaces.normalise(namespace);
    serverUrl =
        serverUrl.endsWith("/") ? serverUrl.substring(0, serverUrl.length() - 1) : serverUrl;
  }

  /**
   * Reads {@code HATCHET_CLIENT_*} and {@code HATCHET_DEBUG}; addresses and tenant that are not set
   * come from the token.
   *
   * @throws HatchetException with a sentence that names the variable
   */
  public static HatchetClientConfiguration fromEnvironment(Map<String, String> environment) {
    String token = get(environment, "TOKEN");
    if (token == null) {
      throw new HatchetException(
          "No Hatchet token: set HATCHET_CLIENT_TOKEN to an API token of the engine.");
    }
    TokenClaims claims = TokenClaims.read(token);
    String tenant = tenant(get(environment, "TENANT_ID"), claims.tenantId());
    String address = first(get(environment, "HOST_PORT"), claims.grpcAddress());
    String server =
        first(get(environment, "SERVER_URL"), get(environment, "API_URL"), claims.serverUrl());
    if (tenant == null) {
      throw new HatchetException(
          "The Hatchet token names no tenant (claim sub): set HATCHET_CLIENT_TENANT_ID.");
    }
    if (address == null) {
      throw new HatchetException(
          "The Hatchet token names no gRPC address: set HATCHET_CLIENT_HOST_PORT, such as"
              + " localhost:7077.");
    }
    URI target = hostPort(address);
    return new HatchetClientConfiguration(
        token,
        tenant,
        target.getHost(),
        target.getPort(),
        server == null ? "" : serverUrl(server),
        tls(environment),
        Namespaces.normalise(get(environment, "NAMESPACE")),
        bytes(environment, "GRPC_MAX_SEND_MESSAGE_LENGTH", FOUR_MIB),
        bytes(environment, "GRPC_MAX_RECV_MESSAGE_LENGTH", DEFAULT_RECEIVE),
        Boolean.parseBoolean(environment.get("HATCHET_DEBUG"))
            || Boolean.parseBoolean(get(environment, "DEBUG")));
  }

  /** The engine goes by the token alone, so another tenant would be refused by REST only, later. */
  private static @Nullable String tenant(@Nullable String set, @Nullable String claimed) {
    if (set != null && claimed != null && !set.equalsIgnoreCase(claimed)) {
      throw new HatchetException(
          PREFIX
              + "TENANT_ID is "
              + set
              + ", but HATCHET_CLIENT_TOKEN belongs to tenant "
              + claimed
              + ": remove the former, or take a token of that tenant.");
    }
    return set == null ? claimed : set;
  }

  private static TlsSettings tls(Map<String, String> environment) {
    String text = get(environment, "TLS_STRATEGY");
    TlsStrategy strategy =
        text == null
            ? TlsStrategy.TLS
            : Arrays.stream(TlsStrategy.values())
                .filter(s -> s.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new HatchetException(
                            PREFIX + "TLS_STRATEGY is \"" + text + "\": write none, tls or mtls."));
    return new TlsSettings(
        strategy,
        path(environment, "TLS_CERT_FILE"),
        path(environment, "TLS_KEY_FILE"),
        path(environment, "TLS_ROOT_CA_FILE"),
        get(environment, "TLS_SERVER_NAME"));
  }

  private static URI hostPort(String address) {
    try {
      URI uri = new URI("grpc://" + address);
      if (uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() < 65536
          && !address.contains("/")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, in words of the setting.
    }
    throw new HatchetException(
        "The gRPC address of Hatchet is \""
            + address
            + "\": write HATCHET_CLIENT_HOST_PORT as host:port without a scheme, such as"
            + " localhost:7077.");
  }

  private static String serverUrl(String server) {
    String lower = server.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new HatchetException(
          "The REST address of Hatchet is \""
              + server
              + "\": write HATCHET_CLIENT_SERVER_URL with its scheme, such as"
              + " http://localhost:8888.");
    }
    return server;
  }

  private static int bytes(Map<String, String> environment, String name, int other) {
    String text = get(environment, name);
    if (text == null) {
      return other;
    }
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new HatchetException(
        PREFIX + name + " is \"" + text + "\": write a positive whole number of bytes.");
  }

  private static @Nullable Path path(Map<String, String> environment, String name) {
    String text = get(environment, name);
    return text == null ? null : Path.of(text);
  }

  private static @Nullable String get(Map<String, String> environment, String name) {
    String value = environment.get(PREFIX + name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable String first(@Nullable String... values) {
    for (String value : values) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The gRPC address, {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }

  /**
   * Refuses a message that the engine would not take.
   *
   * @param what names it in the error
   * @throws TerminalException when it is larger than messages may be
   */
  <T extends MessageLite> T checked(String what, T message) {
    if (message.getSerializedSize() > maxSendBytes) {
      throw new TerminalException(
          "The "
              + what
              + " is, with its metadata, "
              + message.getSerializedSize()
              + " bytes, more than the "
              + maxSendBytes
              + " of a message: pass large data by reference.");
    }
    return message;
  }

  /** The name with the namespace before it. */
  public String namespaced(String name) {
    return Namespaces.apply(namespace, name);
  }

  @Override
  public String toString() {
    return "HatchetClientConfiguration[address="
        + address()
        + ", serverUrl="
        + serverUrl
        + ", tenantId="
        + tenantId
        + ", tls="
        + tls.strategy()
        + ", namespace="
        + namespace
        + ", token=***]";
  }
}
