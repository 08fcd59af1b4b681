package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.lending.json.CanonicalJson;

/** What differs between two versions of a policy, rule by rule; their order does not count. */
public final class PolicyDiff {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private PolicyDiff() {}

  /** How an item differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED;

    /** The name in JSON. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One difference.
   *
   * @param where the place: {@code lender}, {@code all programs}, or the program's name
   * @param what the item there: a criterion's type with its guard, a rate's band, a member's name
   * @param kind how it differs
   * @param before what it was; absent when added
   * @param after what it is; absent when removed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Difference(
      String where, String what, Kind kind, @Nullable JsonNode before, @Nullable JsonNode after) {}

  /** The differences, members of the policy first, then by program in the order of their names. */
  public static List<Difference> between(Policy before, Policy after) {
    List<Difference> differences = new ArrayList<>();
    compare("policy", members(before), members(after), differences);
    compare(
        "all programs",
        criteria(before.allPrograms().criteria(), ""),
        criteria(after.allPrograms().criteria(), ""),
        differences);
    Map<String, Program> old = byName(before.programs());
    Map<String, Program> now = byName(after.programs());
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      Program was = old.get(name);
      Program is = now.get(name);
      if (was == null || is == null) {
        Kind kind = was == null ? Kind.ADDED : Kind.REMOVED;
        differences.add(new Difference(name, "program", kind, node(was), node(is)));
      } else {
        compare(name, items(was), items(is), differences);
      }
    }
    return List.copyOf(differences);
  }

  private static Map<String, Program> byName(List<Program> programs) {
    Map<String, Program> byName = new LinkedHashMap<>();
    programs.forEach(program -> byName.put(program.name(), program));
    return byName;
  }

  private static Map<String, JsonNode> members(Policy policy) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    JsonNode json = PolicyJson.write(policy);
    for (String name : List.of("lender", "effectiveFrom", "effectiveTo", "examples")) {
      if (json.has(name)) {
        members.put(name, json.get(name));
      }
    }
    return members;
  }

  private static Map<String, JsonNode> items(Program program) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    if (program.priority() != null) {
      items.put("priority", node(program.priority()));
    }
    items.putAll(criteria(program.criteria(), ""));
    items.putAll(criteria(program.preferences(), "preferred "));
    for (Rate rate : program.rates()) {
      add(
          "rate for amount %s to %s, term %s to %s"
              .formatted(
                  shown(rate.amountMin()),
                  shown(rate.amountMax()),
                  shown(rate.termMinMonths()),
                  shown(rate.termMaxMonths())),
          node(rate),
          items);
    }
    if (program.exclusions() != null) {
      items.put("exclusions", node(program.exclusions()));
    }
    return items;
  }

  private static String shown(@Nullable Object bound) {
    return bound == null ? "any" : CanonicalJson.write(MAPPER.valueToTree(bound));
  }

  /** Criteria by type, operator and guard: what else changes is a change of that criterion. */
  private static Map<String, JsonNode> criteria(List<Criterion> criteria, String prefix) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (Criterion criterion : criteria) {
      String guard = criterion.when() == null ? "" : " when " + criterion.when();
      String what = prefix + criterion.type() + " " + criterion.operator().id() + guard;
      add(what, node(criterion), items);
    }
    return items;
  }

  private static void add(String what, @Nullable JsonNode item, Map<String, JsonNode> items) {
    String name = what;
    for (int i = 2; items.containsKey(name); i++) {
      name = what + " (" + i + ")";
    }
    items.put(name, item);
  }

  private static @Nullable JsonNode node(@Nullable Object value) {
    return value == null ? null : CanonicalJson.of(MAPPER.valueToTree(value));
  }

  private static void compare(
      String where,
      Map<String, JsonNode> before,
      Map<String, JsonNode> after,
      List<Difference> differences) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      JsonNode was = before.get(name);
      JsonNode is = after.get(name);
      if (!Objects.equals(was, is)) {
        Kind kind = was == null ? Kind.ADDED : is == null ? Kind.REMOVED : Kind.CHANGED;
        differences.add(new Difference(where, name, kind, was, is));
      }
    }
  }
}
