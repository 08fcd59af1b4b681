package routes.lending.simulate;

import java.util.ArrayList;
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

/** A replay that takes its applications one after the other. For one thread. */
public final class SwapTally {
  private final CompiledPolicy present;
  private final CompiledPolicy draft;
  private final List<Swap> swaps = new ArrayList<>();
  private final Map<Outcome, Map<Outcome, Integer>> moves = new TreeMap<>();
  private int applications;
  private int rateChanges;

  /** Begins a replay of a draft against the present version. */
  public SwapTally(CompiledPolicy present, CompiledPolicy draft) {
    this.present = present;
    this.draft = draft;
  }

  /** Judges an application, under the id it is stored by, by both. */
  public void add(String id, LoanApplication application) {
    applications++;
    LenderDecision before = present.evaluate(application);
    LenderDecision after = draft.evaluate(application);
    moves
        .computeIfAbsent(before.outcome(), outcome -> new TreeMap<>())
        .merge(after.outcome(), 1, Integer::sum);
    boolean rateChanged = !Objects.equals(before.rateBps(), after.rateBps());
    rateChanges += rateChanged ? 1 : 0;
    if (before.outcome() != after.outcome() || rateChanged) {
      swaps.add(swap(id, before, after));
    }
  }

  /** How many were judged. */
  public int applications() {
    return applications;
  }

  /** What would have changed. */
  public SwapSet swapSet() {
    return new SwapSet(
        present.version(),
        draft.version(),
        applications,
        moves,
        count(Outcome.INELIGIBLE, false),
        count(Outcome.INELIGIBLE, true),
        rateChanges,
        byReason(swaps),
        List.copyOf(swaps));
  }

  /** Swaps into a bad outcome, or out of it. */
  private int count(Outcome bad, boolean into) {
    return (int)
        swaps.stream()
            .filter(swap -> (swap.before() == bad) != into)
            .filter(swap -> (swap.after() == bad) == into)
            .count();
  }

  private static Swap swap(String id, LenderDecision before, LenderDecision after) {
    boolean worse = after.outcome().compareTo(before.outcome()) > 0;
    Set<String> codes = new TreeSet<>();
    LenderDecision tells = worse ? after : before;
    if (before.outcome() != after.outcome()) {
      tells.reasons().forEach(reason -> codes.add(reason.code()));
    }
    return new Swap(
        id,
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
