package routes.runtime;

import java.net.URI;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The connection to Redis. */
record Redis(JedisConnectionFactory connections, StringRedisTemplate template)
    implements AutoCloseable {
  private static final int PORT = 6379;

  /**
   * Connects.
   *
   * @param url {@code redis://:password@host:port/database}
   * @throws SettingsException if the address is none, or nothing answers there
   */
  static Redis connect(String url) {
    JedisConnectionFactory connections = new JedisConnectionFactory(configuration(url));
    connections.afterPropertiesSet();
    connections.start();
    try {
      connections.getConnection().ping();
    } catch (RedisConnectionFailureException e) {
      connections.destroy();
      throw new SettingsException(
          "Redis does not answer (%s): check REDIS_URL, and that Redis runs there."
              .formatted(Sentences.of(e)));
    }
    return new Redis(connections, new StringRedisTemplate(connections));
  }

  /**
   * Makes sure that it is an address, without connecting.
   *
   * @throws SettingsException if it is none
   */
  static void requireAddress(String url) {
    configuration(url);
  }

  private static RedisStandaloneConfiguration configuration(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw noAddress();
    }
    if (!"redis".equals(uri.getScheme()) || uri.getHost() == null) {
      throw noAddress();
    }
    RedisStandaloneConfiguration configuration =
        new RedisStandaloneConfiguration(uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort());
    String user = uri.getUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      if (colon > 0) {
        configuration.setUsername(user.substring(0, colon));
      }
      configuration.setPassword(user.substring(colon + 1));
    }
    String path = uri.getPath();
    if (path != null && path.matches("/\\d+")) {
      configuration.setDatabase(Integer.parseInt(path.substring(1)));
    }
    return configuration;
  }

  private static SettingsException noAddress() {
    return new SettingsException(
        "REDIS_URL is no Redis address: write redis://:password@host:6379.");
  }

  @Override
  public void close() {
    connections.destroy();
  }
}
