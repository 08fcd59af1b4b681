package routes.engine.scheduler;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import routes.engine.model.ConcurrencyRule.Strategy;

/** All who share one rule and key: those that hold a slot, and those that wait for one. */
final class ConcurrencyGroup {
  /**
   * Rule and key.
   *
   * @param rule of a definition, or a tenant's shared rule
   */
  record Key(UUID owner, String rule, String value) {}

  private static final Comparator<Holder> ORDER =
      Comparator.comparingInt(Holder::rank).reversed().thenComparingLong(Holder::arrival);

  private final Key key;
  private final Set<Holder> running = new LinkedHashSet<>();
  private final NavigableSet<Holder> waiting = new TreeSet<>(ORDER);
  private Strategy strategy;
  private int limit;

  ConcurrencyGroup(Key key, Strategy strategy, int limit) {
    this.key = key;
    this.strategy = strategy;
    this.limit = limit;
  }

  Key key() {
    return key;
  }

  Strategy strategy() {
    return strategy;
  }

  /** The newest who comes decides. */
  void adopt(Strategy newStrategy, int newLimit) {
    strategy = newStrategy;
    limit = newLimit;
  }

  boolean hasRoom() {
    return running.size() < limit;
  }

  int limit() {
    return limit;
  }

  Set<Holder> running() {
    return running;
  }

  NavigableSet<Holder> waiting() {
    return waiting;
  }

  /** Those of the waiting for whom the free slots do not suffice, in the order of their turn. */
  List<Holder> surplus() {
    return waiting.stream().skip(Math.max(0, limit - running.size())).toList();
  }

  boolean isEmpty() {
    return running.isEmpty() && waiting.isEmpty();
  }

  void remove(Holder holder) {
    running.remove(holder);
    waiting.remove(holder);
  }
}
