package routes.documents.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;
import routes.lending.policy.Program;

/**
 * Rules of a program whose name was not seen. They look like rules for all programs, but each of
 * the programs has its own of the same kind, so that they could hold for none of them.
 */
final class Unnamed {

  /** One may be a lender's lowest limit, above which each program has its own. */
  private static final int FEWEST = 2;

  private Unnamed() {}

  /**
   * What holds for all programs.
   *
   * @param unread takes page and quote of what is some unknown program's
   */
  static List<Criterion> without(
      List<Criterion> all, List<Program> programs, BiConsumer<Integer, String> unread) {
    Set<String> idle =
        all.stream()
            .filter(Unnamed::isWhole)
            .filter(one -> programs.stream().allMatch(has(one)))
            .map(Criterion::type)
            .collect(Collectors.toSet());
    if (programs.size() < 2 || idle.size() < FEWEST) {
      return all;
    }
    List<Criterion> kept = new ArrayList<>();
    for (Criterion one : all) {
      if (programs.stream().filter(has(one)).count() * 2 < programs.size()) {
        kept.add(one);
      } else if (one.page() != null && one.quote() != null) {
        unread.accept(one.page(), one.quote());
      }
    }
    return kept;
  }

  /** A smallest amount for all stands beside the largest of each program. */
  private static boolean isWhole(Criterion one) {
    boolean end = one.operator() == Operator.GTE || one.operator() == Operator.LTE;
    boolean range = one.type().equals("loan_amount") || one.type().equals("loan_term");
    return one.when() == null && !(range && end) && one.operator() != Operator.NOT_IN;
  }

  private static Predicate<Program> has(Criterion one) {
    return program ->
        program.criteria().stream()
            .anyMatch(own -> own.type().equals(one.type()) && own.when() == null);
  }
}
