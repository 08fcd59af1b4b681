package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import routes.engine.model.Json;
import routes.engine.model.RunHeader;

/**
 * Those who wait for results, and those who follow runs. The former belong to the deciding thread,
 * which knows whether a run is finished; the latter to the commit thread, which publishes.
 */
final class Watchers {
  /** Runs by id, or by an entry of their metadata. */
  private record Follower(UUID id, String key, String value, RunEventSink sink) {
    boolean wants(RunEvent event, RunHeader header) {
      return key.isEmpty()
          ? event.runId().equals(id)
          : header.tenantId().equals(id)
              && value.equals(
                  key.equals(RunCalls.WORKFLOW_KEY)
                      ? header.version().definition().name()
                      : Json.object(header.metadata()).path(key).asText(""));
    }
  }

  private final Map<UUID, List<RunWatcher>> waiting = new HashMap<>();
  private final Map<RunEventSink, Follower> followers = new LinkedHashMap<>();

  void watch(UUID runId, RunWatcher watcher) {
    List<RunWatcher> watchers = waiting.computeIfAbsent(runId, id -> new ArrayList<>(1));
    if (!watchers.contains(watcher)) {
      watchers.add(watcher);
    }
  }

  void unwatch(UUID runId, RunWatcher watcher) {
    List<RunWatcher> watchers = waiting.get(runId);
    if (watchers != null && watchers.remove(watcher) && watchers.isEmpty()) {
      waiting.remove(runId);
    }
  }

  List<RunWatcher> take(UUID runId) {
    List<RunWatcher> watchers = waiting.remove(runId);
    return watchers == null ? List.of() : watchers;
  }

  int size() {
    return waiting.size();
  }

  /** On the commit thread. */
  void follow(UUID runId, RunEventSink sink) {
    followers.put(sink, new Follower(runId, "", "", sink));
  }

  /** On the commit thread. */
  void follow(UUID tenantId, String key, String value, RunEventSink sink) {
    followers.put(sink, new Follower(tenantId, key, value, sink));
  }

  /** On the commit thread. */
  void unfollow(RunEventSink sink) {
    followers.remove(sink);
  }

  /** On the commit thread. */
  void publish(RunEvent event, RunHeader header) {
    if (followers.isEmpty()) {
      return;
    }
    for (Follower follower : List.copyOf(followers.values())) {
      if (follower.wants(event, header)) {
        follower.sink().accept(event);
      }
    }
  }
}
