package routes.diarization.storage;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts may be called: those that are named, and of these none that stands for an address
 * within this network unless that is meant. Thread-safe.
 *
 * @param setting the variable that names them
 * @param hosts their names in lower case
 * @param inside whether they may be of a private network
 */
public record AllowedHosts(String setting, Set<String> hosts, boolean inside) {
  private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

  /** Copies the names. */
  public AllowedHosts {
    hosts = hosts.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Hosts by their names. */
  public static AllowedHosts of(String setting, Collection<String> hosts, boolean inside) {
    return new AllowedHosts(setting, Set.copyOf(hosts), inside);
  }

  /**
   * Checks an address; looks its host up.
   *
   * @return the address
   * @throws IllegalArgumentException with one sentence, if it must not be called
   * @throws IOException if the host is not known
   */
  public URI check(String address) throws IOException {
    URI uri = parsed(address);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!hosts.contains(host)) {
      throw new IllegalArgumentException(
          "%s is no allowed host: add it to %s if it may be called.".formatted(host, setting));
    }
    for (InetAddress found : InetAddress.getAllByName(host)) {
      refuse(host, found);
    }
    return uri;
  }

  private void refuse(String host, InetAddress address) {
    String number = address.getHostAddress();
    if (address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(number)) {
      throw new IllegalArgumentException(
          "%s is %s, which is never called: name another host.".formatted(host, number));
    }
    if (!inside && isInside(address)) {
      throw new IllegalArgumentException(
          "%s is %s, an address of a private network: set DIARIZATION_PRIVATE_HOSTS to true if that is meant."
              .formatted(host, number));
    }
  }

  private static boolean isInside(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean unique = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || unique;
  }

  private static URI parsed(String address) {
    try {
      URI uri = URI.create(address.strip());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // the sentence below says what is wrong
    }
    throw new IllegalArgumentException(
        "An address is no http or https address without a user: write one such as https://example.org/a.");
  }
}
