package routes.lending.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.decision.CompiledPolicy;
import routes.lending.json.CanonicalJson;
import routes.lending.json.MalformedJsonException;
import routes.lending.json.StrictJson;
import routes.lending.load.ObjectReader.Findings;
import routes.lending.policy.Criterion;
import routes.lending.policy.Example;
import routes.lending.policy.Exclusions;
import routes.lending.policy.InvalidPolicyException;
import routes.lending.policy.Operator;
import routes.lending.policy.Policy;
import routes.lending.policy.Policy.AllPrograms;
import routes.lending.policy.Policy.Source;
import routes.lending.policy.PolicyStatus;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** Reads a policy document and refuses one that is not sound, saying all that is wrong with it. */
public final class PolicyParser {
  /** The most bytes a policy document may have. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_NAME = 200;
  private static final int MAX_QUOTE = 4_000;
  private static final int MAX_PROGRAMS = 200;
  private static final int MAX_CRITERIA = 500;
  private static final int MAX_PAGE = 10_000;

  private final Findings findings = new Findings();
  private @Nullable PolicyStatus status;

  private PolicyParser() {}

  /**
   * Reads a policy from JSON in UTF-8.
   *
   * @throws InvalidPolicyException telling every problem it has
   */
  public static Policy parse(byte[] json) {
    return read(json).policy();
  }

  /**
   * Takes a policy that has been read as JSON already.
   *
   * @throws InvalidPolicyException telling every problem it has
   */
  public static Policy parse(JsonNode json) {
    return read(json).policy();
  }

  /**
   * Reads a policy from JSON in UTF-8, with all that is known of it then.
   *
   * @throws InvalidPolicyException telling every problem it has
   */
  public static PolicyDocument read(byte[] json) {
    try {
      return new PolicyParser().document(StrictJson.read(json, "The policy", MAX_BYTES));
    } catch (MalformedJsonException e) {
      throw new InvalidPolicyException(List.of(new Problem("", null, e.getMessage())));
    }
  }

  /**
   * Takes a policy that has been read as JSON already, with all that is known of it then.
   *
   * @throws InvalidPolicyException telling every problem it has
   */
  public static PolicyDocument read(JsonNode json) {
    try {
      return new PolicyParser().document(CanonicalJson.of(json));
    } catch (MalformedJsonException e) {
      throw new InvalidPolicyException(List.of(new Problem("", null, e.getMessage())));
    }
  }

  private PolicyDocument document(JsonNode json) {
    Policy policy = policy(json);
    refuse(findings.problems);
    CompiledPolicy compiled = CompiledPolicy.compile(policy);
    if (policy.source() == null) {
      // Whoever writes a policy can write its guards so that they are understood; a lender can't.
      refuse(compiled.warnings());
    }
    refuse(Examples.broken(compiled));
    return new PolicyDocument(
        policy, compiled, List.copyOf(findings.ignored), status, compiled.warnings());
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidPolicyException(problems);
    }
  }

  private Policy policy(JsonNode json) {
    ObjectReader reader = new ObjectReader(json, "", findings);
    Policy policy =
        new Policy(
            reader.requiredText("lender", MAX_NAME, "give the lender's name"),
            reader.date("effectiveFrom"),
            reader.date("effectiveTo"),
            source(reader.any("source")),
            allPrograms(reader.any("allPrograms")),
            reader.list("programs", MAX_PROGRAMS, this::program),
            reader.list("examples", MAX_PROGRAMS, this::example));
    if (policy.effectiveFrom() != null
        && policy.effectiveTo() != null
        && policy.effectiveTo().isBefore(policy.effectiveFrom())) {
      reader.problem("effectiveTo", json.get("effectiveTo"), "must not be before effectiveFrom");
    }
    if (json.isObject()
        && policy.source() == null
        && policy.programs().isEmpty()
        && policy.allPrograms().criteria().isEmpty()) {
      reader.problem("programs", null, "is missing: give at least one program");
    }
    status = status(reader);
    reader.finish("file", "id", "version", "unread");
    return policy;
  }

  private static @Nullable PolicyStatus status(ObjectReader reader) {
    String given = reader.text("status", 20);
    if (given == null) {
      return null;
    }
    for (PolicyStatus one : PolicyStatus.values()) {
      if (one.id().equals(given)) {
        return one;
      }
    }
    reader.problem(
        "status", TextNode.valueOf(given), "must be one of draft, shadow, active, retired");
    return null;
  }

  private @Nullable Source source(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    ObjectReader reader = new ObjectReader(json, "source", findings);
    Source source =
        new Source(
            reader.requiredText("documentId", MAX_NAME, "give the document's id"),
            reader.requiredText("fileName", 500, "give the file's name"),
            reader.requiredText("sha256", 64, "give the file's SHA-256"));
    reader.finish();
    return source;
  }

  private AllPrograms allPrograms(@Nullable JsonNode json) {
    if (json == null) {
      return new AllPrograms(List.of());
    }
    ObjectReader reader = new ObjectReader(json, "allPrograms", findings);
    AllPrograms all = new AllPrograms(reader.list("criteria", MAX_CRITERIA, this::criterion));
    reader.finish();
    return all;
  }

  private Program program(JsonNode json, String path) {
    ObjectReader reader = new ObjectReader(json, path, findings);
    Program program =
        new Program(
            reader.requiredText("name", MAX_NAME, "name the program"),
            reader.integer("page", 1, MAX_PAGE),
            reader.integer("priority", 0, 1_000_000),
            reader.list("criteria", MAX_CRITERIA, this::criterion),
            reader.list("preferences", MAX_CRITERIA, this::criterion),
            reader.list("rates", MAX_CRITERIA, this::rate),
            exclusions(reader.any("exclusions"), path + ".exclusions"));
    reader.finish();
    return program;
  }

  private @Nullable Exclusions exclusions(@Nullable JsonNode json, String path) {
    if (json == null) {
      return null;
    }
    ObjectReader reader = new ObjectReader(json, path, findings);
    Exclusions exclusions =
        new Exclusions(
            reader.texts("states", MAX_CRITERIA),
            reader.texts("industries", MAX_CRITERIA),
            reader.texts("equipment", MAX_CRITERIA),
            reader.integer("page", 1, MAX_PAGE),
            reader.text("quote", MAX_QUOTE));
    reader.finish();
    return exclusions;
  }

  private Example example(JsonNode json, String path) {
    ObjectReader reader = new ObjectReader(json, path, findings);
    JsonNode application = reader.any("application");
    if (application == null && json.isObject()) {
      reader.problem(path + ".application", null, "is missing: give the application to judge");
    }
    Example example =
        new Example(
            reader.requiredText("name", MAX_NAME, "say in a few words what it shows"),
            application == null ? NullNode.getInstance() : application,
            reader.requiredText(
                "outcome", 20, "give ELIGIBLE, NEEDS_REVIEW or INELIGIBLE as what is expected"),
            reader.text("program", MAX_NAME),
            reader.integer("rateBps", 0, 100_000));
    reader.finish();
    return example;
  }

  private Criterion criterion(JsonNode json, String path) {
    ObjectReader reader = new ObjectReader(json, path, findings);
    String type =
        reader.requiredText("type", MAX_NAME, "give a type such as fico_score, or a path");
    Operator operator = operator(reader, path);
    JsonNode value = reader.any("value");
    JsonNode values = reader.any("values");
    JsonNode given = value == null ? values : value;
    if (given == null && (operator == Operator.IS_TRUE || operator == Operator.IS_FALSE)) {
      given = BooleanNode.TRUE;
    }
    if (given == null && json.isObject()) {
      reader.problem(path + ".value", null, "is missing: give what to compare with");
    }
    Integer page = reader.integer("page", 1, MAX_PAGE);
    String quote = reader.text("quote", MAX_QUOTE);
    JsonNode citation = reader.any("citation");
    if (citation != null) {
      ObjectReader cited = new ObjectReader(citation, path + ".citation", findings);
      Integer citedPage = cited.integer("page", 1, MAX_PAGE);
      String citedQuote = cited.text("quote", MAX_QUOTE);
      page = page == null ? citedPage : page;
      quote = quote == null ? citedQuote : quote;
      cited.finish();
    }
    Criterion criterion =
        new Criterion(
            type,
            operator == null ? Operator.EQ : operator,
            given == null ? NullNode.getInstance() : given,
            reader.text("unit", 50),
            reader.flag("required"),
            reader.integer("weight", 0, 1_000_000),
            reader.text("when", 500),
            reader.text("reason", 100),
            page,
            quote);
    reader.finish();
    return criterion;
  }

  private @Nullable Operator operator(ObjectReader reader, String path) {
    String id = reader.requiredText("operator", 50, "give one such as gte");
    if (id.isEmpty()) {
      return null;
    }
    try {
      return Operator.of(id);
    } catch (IllegalArgumentException e) {
      findings.problems.add(
          new Problem(path + ".operator", "\"" + id + "\"", path + ": " + e.getMessage() + "."));
      return null;
    }
  }

  private Rate rate(JsonNode json, String path) {
    ObjectReader reader = new ObjectReader(json, path, findings);
    Integer rateBps = reader.integer("rateBps", 0, 100_000);
    if (rateBps == null && json.path("rateBps").isMissingNode()) {
      reader.problem(path + ".rateBps", null, "is missing: give the rate in basis points");
    }
    Rate rate =
        new Rate(
            reader.money("amountMin"),
            reader.money("amountMax"),
            reader.integer("termMinMonths", 0, 1_200),
            reader.integer("termMaxMonths", 0, 1_200),
            rateBps == null ? 0 : rateBps,
            reader.integer("page", 1, MAX_PAGE),
            reader.text("quote", MAX_QUOTE));
    reader.finish();
    return rate;
  }
}
