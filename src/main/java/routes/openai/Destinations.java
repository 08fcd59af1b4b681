package routes.openai;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which servers may be called: none that only machines of a cloud should know. */
final class Destinations {

  /** Names for this very machine that nobody writes by accident. */
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Addresses of clouds' metadata services outside the link-local range. */
  private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

  private Destinations() {}

  /**
   * Reads the address of a server.
   *
   * @throws IllegalArgumentException with one sentence, if it is no http or https address
   */
  static URI parse(String baseUrl) {
    @Nullable URI uri;
    try {
      uri = new URI(baseUrl.strip());
    } catch (URISyntaxException e) {
      uri = null;
    }
    if (uri == null
        || uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "baseUrl is '%s': write an http or https address, such as http://localhost:11434/v1."
              .formatted(baseUrl));
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "baseUrl has a user, a query or a fragment: write scheme, host, port and path only, and"
              + " give the key by apiKey.");
    }
    return uri;
  }

  /**
   * Looks a server's name up, and refuses what must not be called.
   *
   * @param privateHosts whether names may stand for addresses of a private network
   * @throws IOException with one sentence
   */
  static void check(URI uri, boolean privateHosts) throws IOException {
    String host = uri.getHost();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (forbidden(address)) {
        throw new IOException(
            "%s is %s, which no model server has".formatted(host, address.getHostAddress()));
      }
      if (inside(address) && !privateHosts && !HERE.contains(host)) {
        throw new IOException(
            "%s is %s, an address of a private network: set openai.private.hosts to true if that is meant"
                .formatted(host, address.getHostAddress()));
      }
    }
  }

  private static boolean forbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress());
  }

  private static boolean inside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || (address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc);
  }
}
