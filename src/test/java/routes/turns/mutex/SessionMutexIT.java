package routes.turns.mutex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServers.Kind;
import routes.embedded.EmbeddedServersConfiguration;

/** The lock of a session in a real Redis. */
class SessionMutexIT {
  private static final int LEASE_SECONDS = 300;

  @TempDir static Path directory;
  private static EmbeddedServers servers;
  private static JedisConnectionFactory connections;
  private static StringRedisTemplate redis;
  private static SessionMutex mutex;

  @BeforeAll
  static void start() {
    servers =
        EmbeddedServers.begin(
            new EmbeddedServersConfiguration(directory, "127.0.0.1", 0, 0, 0),
            EnumSet.of(Kind.REDIS),
            "test");
    URI uri = URI.create(Objects.requireNonNull(servers.addresses().redisUrl()));
    RedisStandaloneConfiguration address =
        new RedisStandaloneConfiguration(uri.getHost(), uri.getPort());
    address.setPassword(uri.getUserInfo().substring(1));
    connections = new JedisConnectionFactory(address);
    connections.afterPropertiesSet();
    connections.start();
    redis = new StringRedisTemplate(connections);
    mutex = new SessionMutex(redis, LEASE_SECONDS);
  }

  @AfterAll
  static void stop() {
    connections.destroy();
    servers.close();
  }

  @Test
  void oneOwnerHasItAndEveryNewOneAHigherToken() {
    String key = SessionMutex.key("t", "a", "one", "web");
    assertThat(key).isEqualTo("sesslock:t:a:one:web");
    assertThat(mutex.tryAcquire(key, "run-1", 0)).isEqualTo(1);
    assertThat(mutex.tryAcquire(key, "run-1", 1))
        .as("the same run in another process")
        .isEqualTo(1);
    assertThat(mutex.tryAcquire(key, "run-2", 0)).isEqualTo(SessionMutex.HELD_BY_ANOTHER);
    assertThat(mutex.tryAcquire(key, "run", 0)).isEqualTo(SessionMutex.HELD_BY_ANOTHER);
    assertThat(mutex.release(key, "run-1")).isTrue();
    assertThat(mutex.tryAcquire(key, "run-2", 1)).isEqualTo(2);
  }

  @Test
  void nobodyFreesOrRenewsAnothersLock() {
    String key = SessionMutex.key("t", "a", "two", "web");
    mutex.tryAcquire(key, "run-1", 0);
    for (String stranger : new String[] {"run-2", "run", "run-1 1", "", ".*", "run-1%"}) {
      assertThat(mutex.release(key, stranger)).as(stranger).isFalse();
      assertThat(mutex.renew(key, stranger)).as(stranger).isFalse();
      assertThat(mutex.tryAcquire(key, stranger, 0)).as(stranger).isZero();
    }
    assertThat(redis.opsForValue().get(key)).isEqualTo("run-1 1");
    assertThat(redis.getExpire(key)).isBetween(1L, (long) LEASE_SECONDS);
  }

  @Test
  void aRedisWithoutItsDataGoesOnAboveTheDatabase() {
    String key = SessionMutex.key("t", "a", "three", "web");
    assertThat(mutex.tryAcquire(key, "run-1", 41)).isEqualTo(42);
    redis.delete(key);
    redis.delete(key + ":token");
    assertThat(mutex.tryAcquire(key, "run-2", 42)).isEqualTo(43);
  }

  @Test
  void aLeaseThatNobodyRenewsEnds() {
    SessionMutex brief = new SessionMutex(redis, 1);
    String key = SessionMutex.key("t", "a", "four", "web");
    assertThat(brief.tryAcquire(key, "run-1", 0)).isEqualTo(1);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> brief.tryAcquire(key, "run-2", 1) != SessionMutex.HELD_BY_ANOTHER);
    assertThat(brief.release(key, "run-1")).isFalse();
    assertThat(brief.renew(key, "run-1")).isFalse();
  }
}
