package routes.engine.grpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import routes.engine.scheduler.RunEvent;

/**
 * Puts the chunks of every task into the order of their index. A missing one holds the later ones
 * back, until {@link #skipGaps} gives it up or the task is final. Not thread-safe.
 */
final class ChunkOrder {
  private static final class Line {
    private long next;
    private final TreeMap<Long, RunEvent> held = new TreeMap<>();
  }

  private final Map<UUID, Line> lines = new HashMap<>();

  /** What can be passed on now. */
  List<RunEvent> accept(RunEvent event) {
    List<RunEvent> ready = new ArrayList<>();
    if (event.type() != RunEvent.Type.STREAM) {
      if (event.type() != RunEvent.Type.STARTED) {
        flush(event, ready);
      }
      ready.add(event);
      return ready;
    }
    Long index = event.index();
    if (index == null) {
      ready.add(event);
      return ready;
    }
    Line line = lines.computeIfAbsent(event.resourceId(), id -> new Line());
    if (index < line.next) {
      ready.add(event);
      return ready;
    }
    line.held.put(index, event);
    release(line, ready);
    return ready;
  }

  /** What had been held back for a chunk that has not come. */
  List<RunEvent> skipGaps() {
    List<RunEvent> ready = new ArrayList<>();
    for (Line line : lines.values()) {
      if (!line.held.isEmpty()) {
        line.next = line.held.firstKey();
        release(line, ready);
      }
    }
    return ready;
  }

  boolean isHolding() {
    return lines.values().stream().anyMatch(line -> !line.held.isEmpty());
  }

  private void flush(RunEvent event, List<RunEvent> ready) {
    if (event.resource() == RunEvent.Resource.RUN) {
      lines.values().forEach(line -> ready.addAll(line.held.values()));
      lines.clear();
    } else {
      Line line = lines.remove(event.resourceId());
      if (line != null) {
        ready.addAll(line.held.values());
      }
    }
  }

  private static void release(Line line, List<RunEvent> ready) {
    while (!line.held.isEmpty() && line.held.firstKey() == line.next) {
      ready.add(line.held.pollFirstEntry().getValue());
      line.next++;
    }
  }
}
