package routes.lending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.lending.application.LoanApplication;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;
import routes.lending.rank.Candidate;
import routes.lending.rank.LenderRef;
import routes.lending.rank.Ranking;

/**
 * How much processor time one application takes against 10,000 lenders, explanations on, beside a
 * plain loop that knows the same rules by heart. Run with {@code -Dexcluded.tests=
 * -Dincluded.tests=benchmark -Dtest=EvaluationBenchmark}.
 */
@Tag("benchmark")
class EvaluationBenchmark {
  private static final int LENDERS = 10_000;
  static final int ROUNDS = 15;

  /** The policy of lender {@code i}, of its first so many rules. */
  static String policy(int i, int criteria) {
    List<String> rules =
        List.of(
            number("fico_score", "gte", 600 + i % 150, null),
            number("paynet_score", "gte", 600 + i % 90, null),
            number("time_in_business", "gte", 1 + i % 8, "years"),
            number("annual_revenue", "gte", 100_000 + 1_000 * (i % 3_000), "USD"),
            """
            {"type":"loan_amount","operator":"between","value":[10000,%d],"unit":"USD"}"""
                .formatted(50_000 + 500 * (i % 400)),
            number("loan_term", "lte", 36 + i % 48, "months"),
            """
            {"type":"state","operator":"not_in","value":["CA","NV","ND","VT"]}""",
            """
            {"type":"industry","operator":"not_in","value":["Trucking","Cannabis","Casino/Gambling","Oil & Gas"]}""",
            """
            {"type":"bankruptcy","operator":"is_false"}""",
            """
            {"type":"comparable_credit","operator":"gte","value":50,"unit":"percent","when":"loan_amount over 50000"}""");
    List<String> all = new ArrayList<>();
    for (int n = 0; n < criteria; n++) {
      all.add(rules.get(n % rules.size()));
    }
    return """
        {"lender": "Lender %05d", "programs": [{"name": "Standard", "page": 1, "criteria": [%s],
         "rates": [{"amountMin": 10000, "amountMax": 500000, "termMinMonths": 12, "termMaxMonths": 84, "rateBps": %d}]}]}"""
        .formatted(i, String.join(",", all), 600 + i % 700);
  }

  private static String number(String type, String operator, int value, String unit) {
    return """
        {"type":"%s","operator":"%s","value":%d%s}"""
        .formatted(type, operator, value, unit == null ? "" : ",\"unit\":\"" + unit + "\"");
  }

  @Test
  void tenThousandLenders() throws Exception {
    for (int criteria : new int[] {10, 40}) {
      List<CompiledPolicy> policies = new ArrayList<>();
      long start = now();
      for (int i = 0; i < LENDERS; i++) {
        policies.add(Samples.compiled(policy(i, criteria)));
      }
      long read = now() - start;
      List<LenderRef> lenders =
          IntStream.range(0, LENDERS)
              .mapToObj(i -> new LenderRef("" + i, policies.get(i).policy().lender()))
              .toList();

      double[] evaluated = millis(() -> eligible(policies, Samples.application()));
      double[] ranked =
          millis(
              () -> {
                LoanApplication application = Samples.application();
                List<Candidate> candidates = new ArrayList<>(LENDERS);
                for (int i = 0; i < LENDERS; i++) {
                  candidates.add(
                      Candidate.of(lenders.get(i), policies.get(i).evaluate(application)));
                }
                return Ranking.rank(candidates).size();
              });
      System.out.printf(
          Locale.ROOT,
          "%d lenders x %d criteria, processor time: read and compiled in %.0f ms; evaluated with explanations in"
              + " %.1f ms median, %.1f ms best; with ranking %.1f ms median%n",
          LENDERS,
          criteria,
          read / 1e6,
          evaluated[ROUNDS / 2],
          evaluated[0],
          ranked[ROUNDS / 2]);
      if (criteria == 10) {
        int byHeart = plainLoop(Samples.json(), LENDERS).cardinality();
        assertThat(eligible(policies, Samples.application())).isEqualTo(byHeart);
        double[] plain = millis(() -> plainLoop(Samples.json(), LENDERS).cardinality());
        System.out.printf(
            Locale.ROOT,
            "the plain loop, the same %d eligible, no explanations: %.1f ms median, %.1f ms"
                + " best%n",
            byHeart,
            plain[ROUNDS / 2],
            plain[0]);
        LenderDecision one = policies.get(0).evaluate(Samples.application());
        System.out.printf(
            "one decision is %d bytes of JSON%n", Samples.JSON.writeValueAsBytes(one).length);
        assertThat(evaluated[ROUNDS / 2]).isLessThan(1_000);
      }
    }
  }

  private static int eligible(List<CompiledPolicy> policies, LoanApplication application) {
    int eligible = 0;
    for (CompiledPolicy policy : policies) {
      eligible += policy.evaluate(application).outcome() == Outcome.ELIGIBLE ? 1 : 0;
    }
    return eligible;
  }

  /** The ten rules of {@link #policy} as a programmer would write them down once. */
  static BitSet plainLoop(JsonNode application, int lenders) {
    BigDecimal amount = application.at("/loan/amount").decimalValue();
    int fico = application.at("/guarantors/0/fico_score").intValue();
    int paynet = application.at("/credit/paynet_score").intValue();
    int months = application.at("/business/time_in_business_months").intValue();
    BigDecimal revenue = application.at("/business/annual_revenue").decimalValue();
    int term = application.at("/loan/term_months").intValue();
    String state = application.at("/business/state").textValue();
    String industry = application.at("/business/industry").textValue();
    boolean bankruptcy = application.at("/credit/bankruptcy").booleanValue();
    int comparable = application.at("/credit/comparable_credit_percent").intValue();
    List<String> states = List.of("CA", "NV", "ND", "VT");
    List<String> industries = List.of("Trucking", "Cannabis", "Casino/Gambling", "Oil & Gas");
    BitSet eligible = new BitSet(lenders);
    for (int i = 0; i < lenders; i++) {
      boolean passes =
          fico >= 600 + i % 150
              && paynet >= 600 + i % 90
              && months >= 12 * (1 + i % 8)
              && revenue.compareTo(BigDecimal.valueOf(100_000L + 1_000L * (i % 3_000))) >= 0
              && amount.compareTo(BigDecimal.valueOf(10_000)) >= 0
              && amount.compareTo(BigDecimal.valueOf(50_000L + 500L * (i % 400))) <= 0
              && term <= 36 + i % 48
              && !states.contains(state)
              && !industries.contains(industry)
              && !bankruptcy
              && (amount.compareTo(BigDecimal.valueOf(50_000)) <= 0 || comparable >= 50);
      eligible.set(i, passes);
    }
    return eligible;
  }

  /** Processor time of this thread, which other processes on the machine do not lengthen. */
  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  static double[] millis(IntSupplier work) {
    double[] millis = new double[ROUNDS];
    int seen = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = now();
      seen += work.getAsInt();
      millis[i] = (now() - start) / 1e6;
    }
    assertThat(seen).isPositive();
    Arrays.sort(millis);
    return millis;
  }
}
