package routes.engine.model;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs of version 7, so that ids sort by creation. A run's id ends in twelve zero bits; those bits
 * number the tasks of a run with several, so that a task's id alone leads to its run.
 */
public final class Ids {
  /** Tasks that a run can have. */
  public static final int MAX_TASKS = 4095;

  private static final long TASK_BITS = 0xfffL;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static UUID random(Instant now) {
    return new UUID(
        timeBits(now.toEpochMilli()) | RANDOM.nextInt(0x1000), variant(RANDOM.nextLong()));
  }

  public static UUID run(Instant now) {
    UUID id = random(now);
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~TASK_BITS);
  }

  public static UUID task(UUID run, int ordinal) {
    return new UUID(run.getMostSignificantBits(), run.getLeastSignificantBits() | (ordinal + 1));
  }

  /** The run of a task's or run's id. */
  public static UUID runOf(UUID id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~TASK_BITS);
  }

  /** The task's ordinal, -1 for a run's id. */
  public static int ordinalOf(UUID id) {
    return (int) (id.getLeastSignificantBits() & TASK_BITS) - 1;
  }

  /** Below every id made at or after this time. */
  public static UUID floor(Instant time) {
    return new UUID(timeBits(Math.max(0, time.toEpochMilli())), variant(0));
  }

  /** When the id was made, to the millisecond. */
  public static Instant createdAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static long timeBits(long millis) {
    return millis << 16 | 0x7000L;
  }

  private static long variant(long bits) {
    return (bits & 0x3fffffffffffffffL) | 0x8000000000000000L;
  }
}
