package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.engine.model.ConcurrencyRule.Strategy;

/**
 * Who may run at once. A holder is admitted when every one of its groups has room, and takes all
 * its slots at once; it keeps them until it is final, also between attempts. Strategies decide when
 * somebody arrives, admission is at the end of the turn.
 */
final class Concurrency {
  /** A rule, evaluated for one holder. */
  record Claim(ConcurrencyGroup.Key key, Strategy strategy, int limit) {}

  private final Map<ConcurrencyGroup.Key, ConcurrencyGroup> groups = new HashMap<>();

  /** In which somebody may be admitted who was not before. */
  private final Set<ConcurrencyGroup> changed = new LinkedHashSet<>();

  private long arrivals;

  /** Lets the newcomer wait, or decides against it or against others. */
  void join(Turn turn, Holder newcomer, List<Claim> claims) {
    enter(newcomer, claims);
    Set<Holder> superseded = new LinkedHashSet<>();
    for (ConcurrencyGroup group : newcomer.groups()) {
      List<Holder> losers = losers(group, newcomer);
      if (losers.contains(newcomer)) {
        superseded = Set.of(newcomer);
        break;
      }
      superseded.addAll(losers);
    }
    for (Holder loser : superseded) {
      changed.addAll(loser.groups());
      forget(loser);
      loser.superseded(turn);
    }
  }

  /** Takes up one that waited before the engine was started: what was decided stays so. */
  void rejoin(Holder holder, List<Claim> claims) {
    enter(holder, claims);
  }

  private void enter(Holder newcomer, List<Claim> claims) {
    List<ConcurrencyGroup> joined = new ArrayList<>(claims.size());
    for (Claim claim : claims) {
      ConcurrencyGroup group = group(claim);
      group.adopt(claim.strategy(), claim.limit());
      joined.add(group);
    }
    newcomer.joined(joined, arrivals++);
    joined.forEach(group -> group.waiting().add(newcomer));
    changed.addAll(joined);
  }

  /** Takes the slots of one that had them before the engine was started. */
  void restore(Holder holder, List<Claim> claims) {
    List<ConcurrencyGroup> joined = claims.stream().map(this::group).toList();
    joined.forEach(group -> group.running().add(holder));
    holder.joined(joined, arrivals++);
    holder.setAdmitted(true);
  }

  private ConcurrencyGroup group(Claim claim) {
    return groups.computeIfAbsent(
        claim.key(), key -> new ConcurrencyGroup(key, claim.strategy(), claim.limit()));
  }

  /** Gives the slots, or the places in the queue, back. */
  void leave(Holder holder) {
    changed.addAll(holder.groups());
    forget(holder);
  }

  /** Admits whoever can be, at the end of a turn, when all who came and went are known. */
  void settle(Turn turn) {
    while (!changed.isEmpty()) {
      ConcurrencyGroup group = changed.iterator().next();
      changed.remove(group);
      Holder next = firstAdmissible(group);
      while (next != null) {
        admit(turn, next);
        next = firstAdmissible(group);
      }
    }
  }

  int size() {
    return groups.size();
  }

  /** Whom the newcomer's arrival costs the place; may be the newcomer. It waits already. */
  private static List<Holder> losers(ConcurrencyGroup group, Holder newcomer) {
    int present = group.running().size() + group.waiting().size();
    return switch (group.strategy()) {
      case GROUP_ROUND_ROBIN -> List.of();
      case CANCEL_NEWEST -> present > group.limit() ? List.of(newcomer) : List.of();
      case CANCEL_IN_PROGRESS -> oldest(group, present - group.limit());
      case CANCEL_QUEUED_EXCEPT_NEWEST ->
          group.surplus().stream().filter(holder -> holder != newcomer).toList();
      case CANCEL_QUEUED_EXCEPT_OLDEST ->
          group.surplus().size() > 1 ? List.of(newcomer) : List.of();
    };
  }

  private static List<Holder> oldest(ConcurrencyGroup group, int count) {
    List<Holder> all = new ArrayList<>(group.running());
    all.addAll(group.waiting());
    all.sort(Comparator.comparingLong(Holder::arrival));
    return List.copyOf(all.subList(0, Math.max(0, Math.min(count, all.size()))));
  }

  private static @Nullable Holder firstAdmissible(ConcurrencyGroup group) {
    if (group.hasRoom()) {
      for (Holder holder : group.waiting()) {
        if (holder.groups().stream().allMatch(ConcurrencyGroup::hasRoom)) {
          return holder;
        }
      }
    }
    return null;
  }

  private static void admit(Turn turn, Holder holder) {
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
