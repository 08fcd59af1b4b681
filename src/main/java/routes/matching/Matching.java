package routes.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import routes.lending.application.LoanApplication;
import routes.lending.decision.CompiledPolicy;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.Outcome;
import routes.lending.history.KeptDecision;
import routes.lending.policy.PolicyJson;
import routes.lending.rank.Candidate;
import routes.lending.rank.LenderRef;
import routes.lending.rank.MatchStatus;
import routes.lending.rank.Ranking;

/** Judges an application by every lender's policy, and ranks what came of it. Thread-safe. */
public final class Matching {
  private final ObjectMapper json = new ObjectMapper();
  private final CompiledPolicies policies = new CompiledPolicies();

  /** The versions that have to be compiled first, separated by commas. */
  public String unknownPolicies(List<Map<String, Object>> lenders) {
    Set<String> unknown = new TreeSet<>();
    for (Map<String, Object> lender : lenders) {
      String version = policyVersion(lender);
      if (!policies.contains(version)) {
        unknown.add(version);
      }
    }
    return String.join(",", unknown);
  }

  /** Compiles policies, once for all applications; rows of {@code version} and {@code policy}. */
  public void compile(List<Map<String, Object>> rows) {
    rows.parallelStream()
        .forEach(
            row -> {
              String version = text(row, "version");
              policies.add(version, () -> compile(text(row, "policy"), version));
            });
  }

  private CompiledPolicy compile(String policy, String version) {
    try {
      return CompiledPolicy.compile(PolicyJson.read(json.readTree(policy)), version);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Policy version %s is not readable.".formatted(version), e);
    }
  }

  /**
   * Judges the application by one lender's policy.
   *
   * @param lender {@code lender_id}, {@code name} and {@code policy_version}
   */
  public MatchRow match(
      @Body Map<String, Object> lender, @Variable("application") LoanApplication application) {
    String version = policyVersion(lender);
    LenderDecision decision = policies.get(version).evaluate(application);
    return new MatchRow(
        lenderId(lender),
        version,
        "completed",
        null,
        decision.outcome().name(),
        decision.score(),
        decision.category().id(),
        decision.bestProgram(),
        decision.rateBps(),
        KeptDecision.of(decision).json());
  }

  /**
   * The answers for one statement: {@code matches}, a JSON array of them, and {@code results}, what
   * is kept of each as a line. The database reads the second, which is a hundred times larger, once
   * instead of three times.
   */
  public Map<String, Object> rows(@Nullable List<MatchRow> rows) throws JsonProcessingException {
    List<MatchRow> all = rows == null ? List.of() : rows;
    String results =
        all.stream()
            .map(row -> Objects.requireNonNullElse(row.result(), ""))
            .collect(Collectors.joining("\n"));
    return Map.of("matches", json.writeValueAsString(all), "results", results);
  }

  /** Ranks matches; rows of lender_id, policy_version, name, status, outcome, score, rate_bps. */
  public String ranks(List<Map<String, Object>> matches) throws JsonProcessingException {
    List<Candidate> candidates = new ArrayList<>(matches.size());
    Map<String, String> versions = new HashMap<>();
    for (Map<String, Object> match : matches) {
      Object outcome = match.get("outcome");
      versions.put(lenderId(match), policyVersion(match));
      candidates.add(
          new Candidate(
              new LenderRef(lenderId(match), text(match, "name")),
              text(match, "status").equals("failed") ? MatchStatus.FAILED : MatchStatus.COMPLETED,
              outcome == null ? null : Outcome.valueOf(outcome.toString()),
              (BigDecimal) match.get("score"),
              (Integer) match.get("rate_bps")));
    }
    List<Map<String, Object>> ranks = new ArrayList<>(candidates.size());
    for (Candidate candidate : Ranking.rank(candidates)) {
      String lender = candidate.lender().id();
      ranks.add(
          Map.of(
              "lender_id",
              lender,
              "policy_version",
              versions.get(lender),
              "rank",
              ranks.size() + 1));
    }
    return json.writeValueAsString(ranks);
  }

  static String lenderId(Map<?, ?> row) {
    return String.valueOf(row.get("lender_id"));
  }

  static String policyVersion(Map<?, ?> row) {
    return String.valueOf(row.get("policy_version"));
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }
}
