package routes.hatchet.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a worker presents itself.
 *
 * @param name its name, without namespace
 * @param slots tasks at once
 * @param labels texts or Integers
 * @param heartbeatPeriod time between heartbeats; null for the usual 4 s
 */
public record WorkerOptions(
    String name, int slots, Map<String, Object> labels, @Nullable Duration heartbeatPeriod) {

  public WorkerOptions {
    labels = Map.copyOf(labels);
    if (slots < 1) {
      throw new IllegalArgumentException("slots is " + slots + ": write 1 or more.");
    }
  }

  /** A worker with 100 slots. */
  public static WorkerOptions named(String name) {
    return new WorkerOptions(name, 100, Map.of(), null);
  }

  /** With so many tasks at once. */
  public WorkerOptions withSlots(int value) {
    return new WorkerOptions(name, value, labels, heartbeatPeriod);
  }
}
