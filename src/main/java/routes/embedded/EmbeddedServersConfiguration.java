package routes.embedded;

import java.nio.file.Path;

/**
 * Where the embedded servers keep their data and listen.
 *
 * @param dataDirectory all state is below it; made when missing
 * @param bindAddress the address Kafka listens on; PostgreSQL and Redis are always on loopback
 * @param kafkaPort 0 = a free one, the same again at the next start
 * @param postgresPort 0 = a free one, the same again at the next start
 * @param redisPort 0 = a free one, the same again at the next start
 */
public record EmbeddedServersConfiguration(
    Path dataDirectory, String bindAddress, int kafkaPort, int postgresPort, int redisPort) {

  public EmbeddedServersConfiguration {
    requirePort("KAFKA_PORT", kafkaPort);
    requirePort("POSTGRES_PORT", postgresPort);
    requirePort("REDIS_PORT", redisPort);
    if (bindAddress.isBlank()) {
      throw new EmbeddedStartException(
          "BIND_ADDRESS is empty: set it to an address of this machine, such as 127.0.0.1.");
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
  }

  private static void requirePort(String variable, int port) {
    if (port < 0 || port > 65_535) {
      throw new EmbeddedStartException(
          variable
              + " is "
              + port
              + ": set it to a port between 1 and 65535, or to 0 for a free one.");
    }
  }
}
