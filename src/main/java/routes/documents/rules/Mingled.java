package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;

/**
 * Rules of several programs that were not told apart. They show by what is asked for in two ways;
 * what stands among them is some one program's as well.
 *
 * @param outside what does not stand among them, and what is asked for in two ways
 * @param among the others, of which nobody knows whose they are
 * @param found whether there are any
 */
record Mingled(List<Criterion> outside, List<Criterion> among, boolean found) {

  /** So many things asked for in two ways are no slip. */
  private static final int TYPES = 2;

  /** So many ways to ask for one thing are no slip. */
  private static final int WAYS = 3;

  /**
   * Looks for them.
   *
   * @param criteria in the order in which they stand
   * @param contradict whether two criteria ask for one thing in two ways
   */
  static Mingled in(List<Criterion> criteria, BiPredicate<Criterion, Criterion> contradict) {
    Predicate<Criterion> doubtful =
        one ->
            one.when() == null
                && one.operator() != Operator.NOT_IN
                && criteria.stream().anyMatch(other -> contradict.test(one, other));
    List<Integer> places =
        IntStream.range(0, criteria.size())
            .filter(i -> doubtful.test(criteria.get(i)))
            .boxed()
            .toList();
    Map<String, Set<List<Object>>> ways =
        places.stream()
            .map(criteria::get)
            .collect(
                Collectors.groupingBy(
                    Criterion::type,
                    Collectors.mapping(
                        one -> List.of(one.operator(), one.value()), Collectors.toSet())));
    boolean found =
        ways.size() >= TYPES || ways.values().stream().anyMatch(each -> each.size() >= WAYS);
    if (!found) {
      return new Mingled(criteria, List.of(), false);
    }
    int first = places.get(0);
    int last = places.get(places.size() - 1);
    List<Criterion> among =
        criteria.subList(first, last).stream().filter(doubtful.negate()).toList();
    List<Criterion> outside = new ArrayList<>(criteria.subList(0, first));
    criteria.subList(first, last).stream().filter(doubtful).forEach(outside::add);
    outside.addAll(criteria.subList(last, criteria.size()));
    return new Mingled(outside, among, true);
  }
}
