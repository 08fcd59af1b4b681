package routes.lenders;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;

/** How much of what a broker needs to know a policy tells. */
final class Completeness {
  // What equipment lenders publish nearly always; each counts the same.
  private static final List<Set<String>> EXPECTED =
      List.of(
          Set.of("fico_score"),
          Set.of("paynet_score", "comparable_credit", "trade_lines"),
          Set.of("time_in_business", "time_licensed", "industry_experience"),
          Set.of("loan_amount"),
          Set.of("loan_term"),
          Set.of("state", "citizenship"),
          Set.of("industry", "equipment_type", "industry_or_equipment"),
          Set.of("bankruptcy", "judgement", "tax_lien", "collections"));

  private Completeness() {}

  /** A score from 0 to 100: the expected kinds of rules that are there, and rates. */
  static int of(Policy policy) {
    Set<String> types =
        Stream.concat(
                policy.allPrograms().criteria().stream(),
                policy.programs().stream()
                    .flatMap(
                        program ->
                            Stream.concat(
                                program.criteria().stream(), program.preferences().stream())))
            .map(Criterion::type)
            .collect(Collectors.toSet());
    long found = EXPECTED.stream().filter(kind -> kind.stream().anyMatch(types::contains)).count();
    boolean rates = policy.programs().stream().anyMatch(program -> !program.rates().isEmpty());
    return Math.round(100f * (found + (rates ? 1 : 0)) / (EXPECTED.size() + 1));
  }
}
