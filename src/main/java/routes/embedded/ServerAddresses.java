package routes.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers of a data directory are; what is not run there is absent.
 *
 * @param kafkaBrokers {@code host:port}
 * @param jdbcUrl without the password
 * @param redisUrl {@code redis://:password@host:port}
 * @param others further addresses that the owner announced, by name
 */
public record ServerAddresses(
    @Nullable String kafkaBrokers,
    @Nullable String jdbcUrl,
    @Nullable String databaseUser,
    @Nullable String databasePassword,
    @Nullable String redisUrl,
    Map<String, String> others) {

  public ServerAddresses {
    others = Map.copyOf(others);
  }

  /** These, and further ones that the owner announces. */
  ServerAddresses with(Map<String, String> further) {
    return new ServerAddresses(
        kafkaBrokers, jdbcUrl, databaseUser, databasePassword, redisUrl, further);
  }

  /** Passwords have no place in a log. */
  @Override
  public String toString() {
    return "ServerAddresses[kafka=" + kafkaBrokers + ", database=" + jdbcUrl + "]";
  }
}
