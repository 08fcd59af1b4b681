package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Label;
import routes.engine.model.LabelWish;

/** A registered worker, its connections and what it holds. Belongs to the deciding thread. */
final class Worker {
  /**
   * A worker that has been silent for longer gets nothing new; clients send a heartbeat every 4 s.
   */
  static final Duration HEARTBEAT_VALIDITY = Duration.ofSeconds(6);

  final UUID id;
  final UUID tenantId;
  final String name;
  final Instant createdAt;
  final Set<ActiveTask> running = new LinkedHashSet<>();
  final Deque<WorkerStream> streams = new ArrayDeque<>();
  final Set<Object> connections = new HashSet<>();
  WorkerProfile profile;
  boolean paused;
  boolean unsubscribed;
  Instant lastHeartbeat;
  @Nullable Instant lastListener;
  long lastAssignment;

  /** Whether it has ever said that it had begun, or that it had something. */
  boolean announced;

  /** Whether it has ever ended something of which nothing was heard before. */
  boolean silent;

  Timers.@Nullable Timer gone;
  private final Map<String, Integer> used = new HashMap<>();

  Worker(
      UUID id,
      UUID tenantId,
      String name,
      Instant createdAt,
      Instant lastHeartbeat,
      WorkerProfile profile,
      boolean paused) {
    this.id = id;
    this.tenantId = tenantId;
    this.name = name;
    this.createdAt = createdAt;
    this.lastHeartbeat = lastHeartbeat;
    this.profile = profile;
    this.paused = paused;
  }

  /**
   * Whether it says that it has begun; as most do, until shown otherwise. Reports may overtake each
   * other, so one that comes without its announcement shows nothing where others had theirs.
   */
  boolean announcesStarts() {
    return announced || !silent;
  }

  boolean isListening() {
    return !streams.isEmpty();
  }

  boolean isFresh(Instant now) {
    return !now.isAfter(lastHeartbeat.plus(HEARTBEAT_VALIDITY));
  }

  boolean takesWork(Instant now) {
    return isListening() && !paused && !unsubscribed && isFresh(now);
  }

  boolean hasRoom(Map<String, Integer> units) {
    for (Map.Entry<String, Integer> wanted : units.entrySet()) {
      int limit = profile.slots().getOrDefault(wanted.getKey(), 0);
      if (used(wanted.getKey()) + wanted.getValue() > limit) {
        return false;
      }
    }
    return true;
  }

  int used(String type) {
    return used.getOrDefault(type, 0);
  }

  void take(Map<String, Integer> units) {
    units.forEach((type, count) -> used.merge(type, count, Integer::sum));
  }

  void giveBack(Map<String, Integer> units) {
    units.forEach((type, count) -> used.merge(type, -count, Integer::sum));
  }

  /** The sum of the weights of the wishes it meets; -1 where it lacks a required one. */
  int rank(Map<String, LabelWish> wishes) {
    int rank = 0;
    for (Map.Entry<String, LabelWish> wish : wishes.entrySet()) {
      Label label = profile.labels().get(wish.getKey());
      if (wish.getValue().isMetBy(label)) {
        rank += wish.getValue().weight();
      } else if (wish.getValue().required()) {
        return -1;
      }
    }
    return Math.max(0, rank);
  }

  WorkerView view(Instant now) {
    String status = !isListening() || !isFresh(now) ? "INACTIVE" : paused ? "PAUSED" : "ACTIVE";
    return new WorkerView(
        id, name, status, profile, Map.copyOf(used), createdAt, lastHeartbeat, lastListener);
  }
}
