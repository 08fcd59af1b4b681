package routes.lending.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.application.Facts;
import routes.lending.application.LoanApplication;
import routes.lending.criteria.BadCriterionException;
import routes.lending.decision.CompiledProgram.Evaluated;
import routes.lending.json.CanonicalJson;
import routes.lending.policy.Criterion;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyVersion;
import routes.lending.policy.Program;

/**
 * A policy version made ready to judge applications: a pure function, immutable and safe to share
 * between threads.
 */
public final class CompiledPolicy {
  /** The name of the program that a policy with criteria but without programs has. */
  public static final String ONLY_PROGRAM = "All programs";

  private static final Comparator<Evaluated> BEST_FIRST =
      Comparator.comparing((Evaluated program) -> program.decision().outcome())
          .thenComparing(program -> program.decision().score(), Comparator.reverseOrder())
          .thenComparingInt(program -> program.score().refusals())
          .thenComparing(program -> program.score().share(), Comparator.reverseOrder())
          .thenComparingInt(program -> program.reasons().size())
          .thenComparingInt(program -> CompiledProgram.rateOrder(program.decision().rateBps()))
          .thenComparingInt(Evaluated::order);

  private final Policy policy;
  private final List<CompiledCriterion> shared;
  private final List<CompiledProgram> programs;
  private final List<Problem> warnings;

  /** Whoever comes first works it out; all come to the same. */
  private volatile @Nullable String version;

  private CompiledPolicy(
      Policy policy,
      List<CompiledCriterion> shared,
      List<CompiledProgram> programs,
      List<Problem> warnings,
      @Nullable String version) {
    this.version = version;
    this.policy = policy;
    this.shared = List.copyOf(shared);
    this.programs = List.copyOf(programs);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Makes a policy ready.
   *
   * <p>A guard whose words are not understood is no error: its criterion is unknown for every
   * application, and {@link #warnings} names it.
   *
   * @throws InvalidPolicyException telling every criterion, rate and name that means nothing
   */
  public static CompiledPolicy compile(Policy policy) {
    return compile(policy, null);
  }

  /**
   * Makes a policy ready whose version is known from where it is kept, which saves working it out.
   *
   * @param version what {@link PolicyVersion} gave for this policy; absent when not known
   * @throws InvalidPolicyException telling every criterion, rate and name that means nothing
   */
  public static CompiledPolicy compile(Policy policy, @Nullable String version) {
    Compilation compilation = new Compilation();
    List<CompiledCriterion> shared =
        compilation.criteria(policy.allPrograms().criteria(), "allPrograms.criteria", false, null);
    List<CompiledProgram> programs = compilation.programs(policy.programs());
    if (!compilation.problems.isEmpty()) {
      throw new InvalidPolicyException(compilation.problems);
    }
    return new CompiledPolicy(policy, shared, programs, compilation.warnings, version);
  }

  /** The policy it was made of. */
  public Policy policy() {
    return policy;
  }

  /** The policy's content hash, worked out when it is first asked for. */
  public String version() {
    String known = version;
    if (known == null) {
      known = PolicyVersion.of(policy);
      version = known;
    }
    return known;
  }

  /** Guards that are not understood, by path. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** Judges an application. */
  public LenderDecision evaluate(LoanApplication application) {
    Facts facts = application.facts();
    List<CriterionResult> sharedResults = new ArrayList<>(shared.size());
    for (CompiledCriterion criterion : shared) {
      sharedResults.add(criterion.evaluate(facts));
    }
    List<ProgramDecision> decisions = new ArrayList<>(programs.size());
    Evaluated best = null;
    for (CompiledProgram program : programs) {
      Evaluated evaluated = program.evaluate(shared, sharedResults, facts);
      decisions.add(evaluated.decision());
      if (best == null || BEST_FIRST.compare(evaluated, best) < 0) {
        best = evaluated;
      }
    }
    ProgramDecision counts = best.decision();
    boolean refused = counts.outcome() == Outcome.INELIGIBLE;
    return new LenderDecision(
        counts.outcome(),
        counts.score(),
        Category.of(counts.score()),
        counts.name(),
        refused ? null : counts.rateBps(),
        best.reasons(),
        decisions,
        refused ? NearestSearch.ways(shared, programs, facts) : List.of(),
        version());
  }

  /** Gathers what is wrong on the way. */
  private static final class Compilation {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private List<CompiledProgram> programs(List<Program> programs) {
      if (programs.isEmpty()) {
        return List.of(new CompiledProgram(ONLY_PROGRAM, 0, List.of(), new RateTable(List.of())));
      }
      Set<String> names = new HashSet<>();
      List<CompiledProgram> compiled = new ArrayList<>();
      for (int i = 0; i < programs.size(); i++) {
        Program program = programs.get(i);
        String path = "programs[" + i + "]";
        if (program.name() == null || program.name().isBlank()) {
          problem(path + ".name", null, "is missing: name the program");
        } else if (!names.add(program.name())) {
          problem(
              path + ".name", "\"" + program.name() + "\"", "is there twice: name it otherwise");
        }
        compiled.add(program(program, path, i));
      }
      return compiled;
    }

    private CompiledProgram program(Program program, String path, int index) {
      List<CompiledCriterion> criteria = new ArrayList<>();
      criteria.addAll(criteria(program.criteria(), path + ".criteria", false, program.page()));
      criteria.addAll(criteria(program.preferences(), path + ".preferences", true, program.page()));
      criteria.addAll(
          criteria(
              ExclusionCriteria.of(program.exclusions()),
              path + ".exclusions",
              false,
              program.page()));
      RateChecks.check(program.rates(), path + ".rates", problems);
      return new CompiledProgram(
          program.name() == null ? "" : program.name(),
          program.priority() == null ? index : program.priority(),
          criteria,
          new RateTable(program.rates()));
    }

    private List<CompiledCriterion> criteria(
        List<Criterion> criteria, String path, boolean preferred, @Nullable Integer page) {
      List<CompiledCriterion> compiled = new ArrayList<>();
      for (int i = 0; i < criteria.size(); i++) {
        Criterion criterion = criteria.get(i);
        String at = path + "[" + i + "]";
        try {
          compiled.add(criterion(criterion, at, preferred, page));
        } catch (BadCriterionException e) {
          problems.add(
              new Problem(
                  at + "." + e.member(),
                  given(criterion, e.member()),
                  "%s.%s: %s.".formatted(at, e.member(), e.getMessage())));
        }
      }
      return compiled;
    }

    private CompiledCriterion criterion(
        Criterion criterion, String at, boolean preferred, @Nullable Integer page)
        throws BadCriterionException {
      CompiledCriterion compiled = CompiledCriterion.of(criterion, preferred, page);
      if (compiled.weight() < 0 || compiled.weight() > 1_000_000) {
        problem(at + ".weight", "" + compiled.weight(), "must be from 0 to 1000000");
      }
      if (!compiled.guard().understood()) {
        warnings.add(
            new Problem(
                at + ".when",
                "\"" + criterion.when() + "\"",
                "%s.when '%s' is no guard that is understood: write for instance 'start-up' or 'loan_amount over 100000'."
                    .formatted(at, criterion.when())));
      }
      return compiled;
    }

    private static @Nullable String given(Criterion criterion, String member) {
      return switch (member) {
        case "type" -> "\"" + criterion.type() + "\"";
        case "operator" -> "\"" + criterion.operator().id() + "\"";
        case "unit" -> "\"" + criterion.unit() + "\"";
        case "value" -> criterion.value() == null ? null : CanonicalJson.write(criterion.value());
        default -> null;
      };
    }

    private void problem(String path, @Nullable String value, String complaint) {
      problems.add(
          new Problem(
              path,
              value,
              path + (value == null ? " " : " is " + value + ": it ") + complaint + "."));
    }
  }
}
