package routes.engine.scheduler;

import java.time.Duration;

/**
 * The engine's patience.
 *
 * @param goneGrace how long after its last connection has closed a worker's tasks are given out
 *     again
 * @param restartGrace how long workers have to come back after a start of the engine
 * @param silence how long a connected worker may send no heartbeat before its tasks are given out
 *     again
 */
public record Settings(Duration goneGrace, Duration restartGrace, Duration silence) {
  public static final Settings DEFAULT =
      new Settings(Duration.ofMillis(1500), Duration.ofSeconds(5), Duration.ofSeconds(30));
}
