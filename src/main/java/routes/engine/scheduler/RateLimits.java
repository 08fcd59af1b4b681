package routes.engine.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.model.RateLimitRule.Window;
import routes.engine.store.Changes;
import routes.engine.store.Loaded;

/**
 * What is left of every rate limit. A limit is full again when its window has passed since the last
 * time.
 */
final class RateLimits {
  private static final String UPSERT =
      """
      INSERT INTO hatchet.rate_limit (tenant_id, key, limit_value, value, window_name, last_refill,
        paused_until, by_use) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant_id, key) DO UPDATE SET limit_value = excluded.limit_value, value = excluded.value,
        window_name = excluded.window_name, last_refill = excluded.last_refill,
        paused_until = excluded.paused_until, by_use = excluded.by_use""";

  /** So many that were set by their use are kept in any case, and so many go at a time. */
  private static final int KEPT_BY_USE = 1_000;

  /** What a task needs of a key before it starts. */
  record Demand(String key, int units) {}

  record Key(UUID tenantId, String key) {}

  private static final class Limit {
    private int limit;
    private int value;
    private Window window;
    private Instant lastRefill;
    private @Nullable Instant pausedUntil;
    private boolean byUse;

    private Limit(int limit, Window window, Instant now) {
      this.limit = limit;
      this.value = limit;
      this.window = window;
      this.lastRefill = now;
    }

    private void refill(Instant now) {
      if (now.isBefore(lastRefill)) {
        // The clock was set back: the window begins anew, with what is left.
        lastRefill = now;
      }
      if (!now.isBefore(lastRefill.plus(window.length()))) {
        value = limit;
        lastRefill = now;
      }
    }

    private boolean isAsNew(Instant now) {
      return byUse && !isPaused(now) && !now.isBefore(lastRefill.plus(window.length()));
    }

    private boolean isPaused(Instant now) {
      return pausedUntil != null && now.isBefore(pausedUntil);
    }
  }

  private final Map<Key, Limit> limits = new HashMap<>();
  private int byUse;

  void restore(Loaded.RateLimitRow row) {
    Limit limit = new Limit(row.limit(), Window.valueOf(row.window()), row.lastRefill());
    limit.value = row.value();
    limit.pausedUntil = row.pausedUntil();
    limit.byUse = row.byUse();
    byUse += limit.byUse ? 1 : 0;
    limits.put(new Key(row.tenantId(), row.key()), limit);
  }

  /** Sets the limit; what has been used of the window stays used. */
  void put(Turn turn, UUID tenantId, String key, int limit, Window window) {
    Key id = new Key(tenantId, key);
    Limit known = limits.get(id);
    if (known != null && known.byUse) {
      known.byUse = false;
      byUse--;
      save(turn.changes(), id, known);
    }
    put(turn, id, limit, window, false);
  }

  /**
   * Sets a limit whose key a task's expression has given. There can be as many as there are inputs:
   * those that are as new, and that nobody waits for, are forgotten.
   *
   * @param awaited the limits that somebody waits for
   */
  void use(
      Turn turn,
      UUID tenantId,
      String key,
      int limit,
      Window window,
      Supplier<? extends Set<Key>> awaited) {
    Key id = new Key(tenantId, key);
    Limit known = limits.get(id);
    if (known != null) {
      known.refill(turn.now());
    }
    put(turn, id, limit, window, true);
    if (byUse > KEPT_BY_USE) {
      forget(turn, awaited.get());
    }
  }

  private void forget(Turn turn, Set<Key> awaited) {
    List<Key> over = new ArrayList<>();
    for (Map.Entry<Key, Limit> entry : limits.entrySet()) {
      if (entry.getValue().isAsNew(turn.now()) && !awaited.contains(entry.getKey())) {
        over.add(entry.getKey());
        if (over.size() == KEPT_BY_USE) {
          break;
        }
      }
    }
    over.forEach(key -> delete(turn, key.tenantId(), key.key()));
  }

  private void put(Turn turn, Key id, int limit, Window window, boolean byItsUse) {
    Limit known = limits.get(id);
    if (known == null) {
      known = new Limit(limit, window, turn.now());
      known.byUse = byItsUse;
      byUse += byItsUse ? 1 : 0;
      limits.put(id, known);
    } else if (known.limit == limit && known.window == window) {
      return;
    } else {
      known.refill(turn.now());
      known.value = Math.max(0, known.value + limit - known.limit);
      known.limit = limit;
      known.window = window;
    }
    save(turn.changes(), id, known);
  }

  /** No units before this time; null where the tenant has no such limit. */
  @Nullable Instant pause(Turn turn, UUID tenantId, String key, Instant until) {
    Key id = new Key(tenantId, key);
    Limit limit = limits.get(id);
    if (limit == null) {
      return null;
    }
    limit.pausedUntil = until;
    save(turn.changes(), id, limit);
    return until;
  }

  List<Loaded.RateLimitRow> list(Instant now, UUID tenantId) {
    List<Loaded.RateLimitRow> rows = new ArrayList<>();
    limits.forEach(
        (key, limit) -> {
          if (key.tenantId().equals(tenantId)) {
            boolean full = !now.isBefore(limit.lastRefill.plus(limit.window.length()));
            rows.add(
                new Loaded.RateLimitRow(
                    tenantId,
                    key.key(),
                    limit.limit,
                    full ? limit.limit : limit.value,
                    limit.window.name(),
                    limit.lastRefill,
                    limit.pausedUntil,
                    limit.byUse));
          }
        });
    rows.sort(Comparator.comparing(Loaded.RateLimitRow::key));
    return rows;
  }

  int size() {
    return limits.size();
  }

  boolean delete(Turn turn, UUID tenantId, String key) {
    Limit removed = limits.remove(new Key(tenantId, key));
    if (removed == null) {
      return false;
    }
    byUse -= removed.byUse ? 1 : 0;
    turn.changes()
        .statement("DELETE FROM hatchet.rate_limit WHERE tenant_id = ? AND key = ?", tenantId, key);
    return true;
  }

  /** Whether all demands can be met now; takes nothing. */
  boolean canTake(Turn turn, UUID tenantId, List<Demand> demands) {
    for (Demand demand : demands) {
      Limit limit = limits.get(new Key(tenantId, demand.key()));
      if (limit == null || limit.isPaused(turn.now())) {
        return false;
      }
      limit.refill(turn.now());
      if (limit.value < demand.units()) {
        return false;
      }
    }
    return true;
  }

  /** To be called after {@link #canTake}. */
  void take(Turn turn, UUID tenantId, List<Demand> demands) {
    for (Demand demand : demands) {
      Key id = new Key(tenantId, demand.key());
      Limit limit = limits.get(id);
      if (limit != null) {
        limit.value -= demand.units();
        save(turn.changes(), id, limit);
      }
    }
  }

  /** When it is worth asking again; null where only a change of a limit can help. */
  @Nullable Instant retryAt(Instant now, UUID tenantId, List<Demand> demands) {
    Instant latest = null;
    for (Demand demand : demands) {
      Limit limit = limits.get(new Key(tenantId, demand.key()));
      if (limit == null || limit.limit < demand.units()) {
        return null;
      }
      Instant next = now;
      if (limit.isPaused(now) && limit.pausedUntil != null) {
        next = limit.pausedUntil;
      } else if (limit.value < demand.units()) {
        next = limit.lastRefill.plus(limit.window.length());
      }
      latest = latest == null || next.isAfter(latest) ? next : latest;
    }
    return latest;
  }

  private static void save(Changes changes, Key key, Limit limit) {
    changes.statement(
        UPSERT,
        key.tenantId(),
        key.key(),
        limit.limit,
        limit.value,
        limit.window.name(),
        limit.lastRefill,
        limit.pausedUntil,
        limit.byUse);
  }
}
