package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.engine.model.ConcurrencyRule.Strategy;

/**
 * Who may run at once. A holder is admitted when every one of its groups has room, and takes all
 * its slots at once; it keeps them until it is final, also between attempts.
 */
final class Concurrency {
  /** A rule, evaluated for one holder. */
  record Claim(ConcurrencyGroup.Key key, Strategy strategy, int limit) {}

  private final Map<ConcurrencyGroup.Key, ConcurrencyGroup> groups = new HashMap<>();
  private long arrivals;

  /** Admits the newcomer, lets it wait, or decides against it or against others. */
  void join(Turn turn, Holder newcomer, List<Claim> claims) {
    List<ConcurrencyGroup> joined = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      ConcurrencyGroup group =
          groups.computeIfAbsent(
              claim.key(), key -> new ConcurrencyGroup(key, claim.strategy(), claim.limit()));
      group.adopt(claim.strategy(), claim.limit());
      joined.add(group);
    }
    newcomer.joined(joined, arrivals++);
    List<Holder> superseded = new ArrayList<>();
    for (ConcurrencyGroup group : joined) {
      List<Holder> losers = losers(group, newcomer);
      if (losers.contains(newcomer)) {
        superseded.add(newcomer);
        break;
      }
      superseded.addAll(losers);
    }
    if (superseded.contains(newcomer)) {
      forget(newcomer);
      newcomer.superseded(turn);
      return;
    }
    for (ConcurrencyGroup group : joined) {
      group.waiting().add(newcomer);
    }
    for (Holder loser : superseded) {
      List<ConcurrencyGroup> left = loser.groups();
      forget(loser);
      loser.superseded(turn);
      left.forEach(group -> admitWaiting(turn, group));
    }
    admitIfPossible(turn, newcomer);
  }

  /** Takes the slots of one that had them before the engine was started. */
  void restore(Holder holder, List<Claim> claims) {
    List<ConcurrencyGroup> joined = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      ConcurrencyGroup group =
          groups.computeIfAbsent(
              claim.key(), key -> new ConcurrencyGroup(key, claim.strategy(), claim.limit()));
      group.running().add(holder);
      joined.add(group);
    }
    holder.joined(joined, arrivals++);
    holder.setAdmitted(true);
  }

  /** Gives the slots, or the places in the queue, back. */
  void leave(Turn turn, Holder holder) {
    List<ConcurrencyGroup> left = holder.groups();
    if (left.isEmpty()) {
      holder.setAdmitted(false);
      return;
    }
    forget(holder);
    left.forEach(group -> admitWaiting(turn, group));
  }

  int size() {
    return groups.size();
  }

  /** Whom the newcomer's arrival costs the place; may be the newcomer. */
  private static List<Holder> losers(ConcurrencyGroup group, Holder newcomer) {
    int present = group.running().size() + group.waiting().size();
    return switch (group.strategy()) {
      case GROUP_ROUND_ROBIN -> List.of();
      case CANCEL_NEWEST -> present >= group.limit() ? List.of(newcomer) : List.of();
      case CANCEL_IN_PROGRESS -> oldest(group, present + 1 - group.limit());
      case CANCEL_QUEUED_EXCEPT_NEWEST ->
          group.hasRoom() ? List.of() : List.copyOf(group.waiting());
      case CANCEL_QUEUED_EXCEPT_OLDEST ->
          group.hasRoom() || group.waiting().isEmpty() ? List.of() : List.of(newcomer);
    };
  }

  private static List<Holder> oldest(ConcurrencyGroup group, int count) {
    List<Holder> all = new ArrayList<>(group.running());
    all.addAll(group.waiting());
    all.sort(Comparator.comparingLong(Holder::arrival));
    return List.copyOf(all.subList(0, Math.max(0, Math.min(count, all.size()))));
  }

  private void admitWaiting(Turn turn, ConcurrencyGroup group) {
    for (Holder holder : List.copyOf(group.waiting())) {
      if (!group.hasRoom()) {
        return;
      }
      admitIfPossible(turn, holder);
    }
  }

  private static void admitIfPossible(Turn turn, Holder holder) {
    for (ConcurrencyGroup group : holder.groups()) {
      if (!group.hasRoom() || !group.waiting().contains(holder)) {
        return;
      }
    }
    for (ConcurrencyGroup group : holder.groups()) {
      group.waiting().remove(holder);
      group.running().add(holder);
    }
    holder.setAdmitted(true);
    holder.admitted(turn);
  }

  private void forget(Holder holder) {
    for (ConcurrencyGroup group : holder.groups()) {
      group.remove(holder);
      if (group.isEmpty()) {
        groups.remove(group.key());
      }
    }
    holder.joined(List.of(), holder.arrival());
    holder.setAdmitted(false);
  }
}
