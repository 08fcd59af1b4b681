package routes.turns.mutex;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * The lock of a session in Redis. Its owner is a run, not a process: another process that goes on
 * with the run holds it too. Each new owner gets a higher token, by which the database refuses an
 * earlier one. Thread-safe.
 */
public final class SessionMutex {
  /** Not acquired. */
  public static final long HELD_BY_ANOTHER = 0;

  // The database knows the highest token that counts: a Redis that has lost its data goes on there.
  private static final RedisScript<Long> ACQUIRE =
      script(
          """
          local held = redis.call('get', KEYS[1])
          if held then
            if string.sub(held, 1, string.len(ARGV[1]) + 1) ~= ARGV[1] .. ' ' then return 0 end
            redis.call('pexpire', KEYS[1], ARGV[2])
            return tonumber(string.sub(held, string.len(ARGV[1]) + 2))
          end
          local token = redis.call('incr', KEYS[2])
          if token <= tonumber(ARGV[3]) then
            token = tonumber(ARGV[3]) + 1
            redis.call('set', KEYS[2], string.format('%.0f', token))
          end
          redis.call('pexpire', KEYS[2], ARGV[4])
          redis.call('set', KEYS[1], ARGV[1] .. ' ' .. string.format('%.0f', token), 'PX', ARGV[2])
          return token
          """);
  private static final String MINE =
      """
      local held = redis.call('get', KEYS[1])
      if not held or string.sub(held, 1, string.len(ARGV[1]) + 1) ~= ARGV[1] .. ' ' then return 0 end
      """;
  private static final RedisScript<Long> RENEW =
      script(MINE + "return redis.call('pexpire', KEYS[1], ARGV[2])");
  private static final RedisScript<Long> RELEASE =
      script(MINE + "return redis.call('del', KEYS[1])");
  private static final Duration TOKENS_KEPT = Duration.ofDays(7);

  private final StringRedisTemplate redis;
  private final Duration lease;

  /**
   * Creates it.
   *
   * @param leaseSeconds after which a lock that nobody renews or releases is free
   */
  public SessionMutex(StringRedisTemplate redis, int leaseSeconds) {
    this.redis = redis;
    this.lease = Duration.ofSeconds(leaseSeconds);
  }

  /** The lock's name: {@code sesslock:{tenant}:{agent}:{customer}:{channel}}. */
  public static String key(String tenant, String agent, String customer, String channel) {
    return String.join(":", "sesslock", tenant, agent, customer, channel);
  }

  /**
   * Takes the lock if it is free or the owner's already.
   *
   * @param floor the highest token that the database has seen
   * @return the owner's token, above the floor if it is new; {@link #HELD_BY_ANOTHER} if it is not
   *     to be had
   */
  public long tryAcquire(String key, String owner, long floor) {
    return run(
        ACQUIRE,
        List.of(key, key + ":token"),
        owner,
        millis(lease),
        Long.toString(floor),
        millis(TOKENS_KEPT));
  }

  /** Lets the lease begin anew; false if the lock is not the owner's any more. */
  public boolean renew(String key, String owner) {
    return run(RENEW, List.of(key), owner, millis(lease)) == 1;
  }

  /** Frees the lock if it is the owner's; false, and nothing happens, if it is not. */
  public boolean release(String key, String owner) {
    return run(RELEASE, List.of(key), owner) == 1;
  }

  private long run(RedisScript<Long> script, List<String> keys, Object... values) {
    Long result = redis.execute(script, keys, values);
    return result == null ? 0 : result;
  }

  private static String millis(Duration time) {
    return Long.toString(time.toMillis());
  }

  private static RedisScript<Long> script(String lua) {
    return new DefaultRedisScript<>(lua, Long.class);
  }
}
