package routes.lending.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routes.lending.application.LoanApplication;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;
import routes.lending.decision.Reason;
import routes.lending.simulate.SwapSet.Count;
import routes.lending.simulate.SwapSet.Swap;

/** Replays applications against two versions of a lender's policy. A pure function. */
public final class Simulation {
  private Simulation() {}

  /**
   * An application under the id it is stored by.
   *
   * @param id the stored application's id
   * @param application what it said
   */
  public record Replayed(String id, LoanApplication application) {}

  /** What would have changed, had the draft judged these applications in place of the present. */
  public static SwapSet run(
      CompiledPolicy present, CompiledPolicy draft, Collection<Replayed> applications) {
    List<Swap> swaps = new ArrayList<>();
    Map<Outcome, Map<Outcome, Integer>> moves = new TreeMap<>();
    int rateChanges = 0;
    for (Replayed replayed : applications) {
      LenderDecision before = present.evaluate(replayed.application());
      LenderDecision after = draft.evaluate(replayed.application());
      moves
          .computeIfAbsent(before.outcome(), outcome -> new TreeMap<>())
          .merge(after.outcome(), 1, Integer::sum);
      boolean rateChanged = !Objects.equals(before.rateBps(), after.rateBps());
      rateChanges += rateChanged ? 1 : 0;
      if (before.outcome() != after.outcome() || rateChanged) {
        swaps.add(swap(replayed, before, after));
      }
    }
    return new SwapSet(
        present.version(),
        draft.version(),
        applications.size(),
        moves,
        newlyApproved(swaps),
        newlyDeclined(swaps),
        rateChanges,
        byReason(swaps),
        List.copyOf(swaps));
  }

  private static Swap swap(Replayed replayed, LenderDecision before, LenderDecision after) {
    boolean worse = after.outcome().compareTo(before.outcome()) > 0;
    Set<String> codes = new TreeSet<>();
    LenderDecision tells = worse ? after : before;
    if (before.outcome() != after.outcome()) {
      tells.reasons().forEach(reason -> codes.add(reason.code()));
    }
    return new Swap(
        replayed.id(),
        before.outcome(),
        after.outcome(),
        before.rateBps(),
        after.rateBps(),
        List.copyOf(codes),
        without(messages(before), messages(after)),
        without(messages(after), messages(before)));
  }

  private static Set<String> messages(LenderDecision decision) {
    return decision.reasons().stream()
        .map(Reason::message)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> without(Set<String> messages, Set<String> others) {
    return messages.stream().filter(message -> !others.contains(message)).toList();
  }

  private static int newlyApproved(List<Swap> swaps) {
    return (int)
        swaps.stream()
            .filter(swap -> swap.before() == Outcome.INELIGIBLE)
            .filter(swap -> swap.after() != Outcome.INELIGIBLE)
            .count();
  }

  private static int newlyDeclined(List<Swap> swaps) {
    return (int)
        swaps.stream()
            .filter(swap -> swap.before() != Outcome.INELIGIBLE)
            .filter(swap -> swap.after() == Outcome.INELIGIBLE)
            .count();
  }

  private static List<Count> byReason(List<Swap> swaps) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Swap swap : swaps) {
      for (String code : swap.codes()) {
        boolean worse = swap.after().compareTo(swap.before()) > 0;
        counts.computeIfAbsent(code, reason -> new int[2])[worse ? 1 : 0]++;
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .toList();
  }
}
