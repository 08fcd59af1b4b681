package routes.lending.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Num;
import routes.lending.application.Facts;
import routes.lending.application.Field;
import routes.lending.criteria.Fix;

/**
 * Finds the smallest change with which a program no longer refuses.
 *
 * <p>For each required criterion that fails, either its rule is made to hold or its guard not to,
 * by the least step that does; then all criteria are asked again, since a change can bring others
 * into play. Fewer changes beat smaller ones.
 */
final class NearestSearch {
  private static final int MAX_STEPS = 6;

  private final List<CompiledCriterion> criteria;
  private final Facts asked;
  private @Nullable Path best;

  private NearestSearch(List<CompiledCriterion> criteria, Facts asked) {
    this.criteria = criteria;
    this.asked = asked;
  }

  /** The facts after some changes. */
  private record Path(Facts facts, Map<Field, Fact> changes, double cost) {}

  private record Ranked(NearestWay way, double cost) {}

  /** The ways into the programs that have one, nearest first. */
  static List<NearestWay> ways(
      List<CompiledCriterion> shared, List<CompiledProgram> programs, Facts facts) {
    List<Ranked> ways = new ArrayList<>();
    for (CompiledProgram program : programs) {
      List<CompiledCriterion> required = new ArrayList<>();
      shared.stream().filter(CompiledCriterion::required).forEach(required::add);
      program.criteria().stream().filter(CompiledCriterion::required).forEach(required::add);
      NearestSearch search = new NearestSearch(required, facts);
      search.walk(new Path(facts, Map.of(), 0), 0);
      Path path = search.best;
      if (path != null && !path.changes().isEmpty()) {
        ways.add(new Ranked(search.way(program, shared, path), path.cost()));
      }
    }
    return ways.stream()
        .sorted(
            Comparator.comparingInt((Ranked ranked) -> ranked.way().changes().size())
                .thenComparingDouble(Ranked::cost))
        .map(Ranked::way)
        .toList();
  }

  private void walk(Path path, int steps) {
    if (best != null && !isBetter(path, best)) {
      return;
    }
    CompiledCriterion failing = firstFailing(path.facts());
    if (failing == null) {
      best = path;
      return;
    }
    if (steps == MAX_STEPS) {
      return;
    }
    List<Fix> fixes = new ArrayList<>(Fix.of(failing.rule(), path.facts()));
    if (failing.guard().condition() != null) {
      fixes.addAll(Fix.against(failing.guard().condition(), path.facts()));
    }
    for (Fix fix : fixes) {
      Path next = after(path, fix);
      if (next != null && failing.test(next.facts()) != Result.FAILED) {
        walk(next, steps + 1);
      }
    }
  }

  private static boolean isBetter(Path one, Path other) {
    int fewer = Integer.compare(one.changes().size(), other.changes().size());
    return fewer < 0 || (fewer == 0 && one.cost() < other.cost());
  }

  private @Nullable CompiledCriterion firstFailing(Facts facts) {
    for (CompiledCriterion criterion : criteria) {
      if (criterion.test(facts) == Result.FAILED) {
        return criterion;
      }
    }
    return null;
  }

  /** The path one step on; absent where the step would take back one made before. */
  private @Nullable Path after(Path path, Fix fix) {
    Fact before = path.changes().get(fix.field());
    if (before != null && turnsBack(fix.field(), before, fix.to())) {
      return null;
    }
    Map<Field, Fact> changes = new LinkedHashMap<>(path.changes());
    changes.put(fix.field(), fix.to());
    return new Path(path.facts().with(fix.field(), fix.to()), changes, path.cost() + fix.cost());
  }

  private boolean turnsBack(Field field, Fact made, Fact next) {
    if (!(made instanceof Num one && next instanceof Num other)) {
      return true;
    }
    int first = one.json().decimalValue().compareTo(asked.get(field).json().decimalValue());
    int second = other.json().decimalValue().compareTo(one.json().decimalValue());
    return first * second < 0;
  }

  private NearestWay way(CompiledProgram program, List<CompiledCriterion> shared, Path path) {
    List<NearestWay.Change> changes = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    path.changes()
        .forEach(
            (field, to) -> {
              Fact from = asked.get(field);
              changes.add(
                  new NearestWay.Change(field.path(), from.json(), to.json(), field.unit().id()));
              sentences.add(ChangeWords.of(field, from, to));
            });
    return new NearestWay(
        program.name(),
        program.outcome(shared, path.facts()),
        program.rates().quote(path.facts()).rateBps(),
        ChangeWords.sentence(sentences),
        changes);
  }
}
