package routes.documents.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Operator;
import routes.lending.policy.Policy.AllPrograms;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** Makes the programs of a policy out of what was read for each heading. */
final class PolicyAssembler {

  private static final String UNNAMED = "Standard";

  private final BiConsumer<Integer, String> contradicted;

  /**
   * An assembler.
   *
   * @param contradicted takes page and quote of what a document says in two ways
   */
  PolicyAssembler(BiConsumer<Integer, String> contradicted) {
    this.contradicted = contradicted;
  }

  /**
   * A policy's rules.
   *
   * @param all for every program
   * @param programs in the document's order
   */
  record Rules(AllPrograms all, List<Program> programs) {}

  Rules assemble(ProgramNode root) {
    root.settle(one -> contradicted.accept(one.page(), one.quote()));
    root.unwrap();
    Mingled mingled = Mingled.in(root.criteria(), PolicyAssembler::contradicts);
    mingled.among().forEach(this::leaveUnread);
    List<Criterion> all = withoutOdd(tidy(mingled.outside()));
    List<Program> programs = new ArrayList<>();
    collect(root, "", List.of(), all, programs);
    boolean several = !programs.isEmpty() || mingled.found();
    if (several) {
      // Which program they belong to is not said.
      leaveUnread(root.rates());
    }
    if (!several) {
      List<Criterion> everything = new ArrayList<>(all);
      addDerived(everything, root.derived());
      if (everything.isEmpty() && root.rates().isEmpty()) {
        return new Rules(new AllPrograms(List.of()), List.of());
      }
      return new Rules(
          new AllPrograms(List.of()), List.of(program(UNNAMED, root, tidy(everything))));
    }
    return new Rules(new AllPrograms(Unnamed.without(all, programs, contradicted)), programs);
  }

  private void collect(
      ProgramNode node,
      String prefix,
      List<Criterion> inherited,
      List<Criterion> all,
      List<Program> programs) {
    List<ProgramNode> inner = node.children().stream().filter(ProgramNode::hasContent).toList();
    List<Criterion> own = node.isRoot() ? List.of() : over(inherited, tidy(node.criteria()));
    boolean named =
        node.name().toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
    String name = named ? node.name() : prefix + " " + node.name();
    if (!node.isRoot() && (inner.isEmpty() || !node.rates().isEmpty())) {
      List<Criterion> criteria = new ArrayList<>(own);
      addDerived(criteria, node.derived());
      List<Criterion> kept =
          tidy(criteria).stream().filter(one -> all.stream().noneMatch(one::saysTheSame)).toList();
      programs.add(program(name, node, kept));
    }
    for (ProgramNode child : inner) {
      collect(child, name, own, all, programs);
    }
  }

  private Program program(String name, ProgramNode node, List<Criterion> criteria) {
    return new Program(
        name,
        node.page(),
        null,
        criteria.stream().filter(c -> !Boolean.FALSE.equals(c.required())).toList(),
        criteria.stream().filter(c -> Boolean.FALSE.equals(c.required())).toList(),
        withoutContradictingRates(new ArrayList<>(new LinkedHashSet<>(node.rates()))));
  }

  /** What a program says itself goes before what its section says. */
  private static List<Criterion> over(List<Criterion> inherited, List<Criterion> own) {
    List<Criterion> result = new ArrayList<>(own);
    inherited.stream().filter(one -> own.stream().noneMatch(one::isAbout)).forEach(result::add);
    return result;
  }

  private static void addDerived(List<Criterion> criteria, List<Criterion> derived) {
    for (Criterion one : hulls(derived)) {
      boolean said =
          criteria.stream()
              .anyMatch(other -> other.type().equals(one.type()) && other.when() == null);
      if (!said) {
        criteria.add(one);
      }
    }
  }

  /** The bands of several tables make one range. */
  private static List<Criterion> hulls(List<Criterion> derived) {
    List<Criterion> hulls = new ArrayList<>();
    for (Criterion one : derived) {
      int same = -1;
      for (int i = 0; i < hulls.size(); i++) {
        boolean ranges =
            hulls.get(i).operator() == Operator.BETWEEN && one.operator() == Operator.BETWEEN;
        same = ranges && hulls.get(i).type().equals(one.type()) ? i : same;
      }
      if (same < 0) {
        hulls.add(one);
      } else {
        Criterion other = hulls.get(same);
        JsonNode low = least(one.value().get(0), other.value().get(0));
        JsonNode high =
            low(one.value().get(1), other.value().get(1))
                ? other.value().get(1)
                : one.value().get(1);
        hulls.set(same, other.valued(Operator.BETWEEN, array(List.of(low, high))));
      }
    }
    return hulls;
  }

  private static JsonNode least(JsonNode one, JsonNode other) {
    return low(one, other) ? one : other;
  }

  private static boolean low(JsonNode one, JsonNode other) {
    return one.decimalValue().compareTo(other.decimalValue()) < 0;
  }

  /**
   * A limit to young businesses is some program's; of which one is not said where all rules are.
   */
  private List<Criterion> withoutOdd(List<Criterion> criteria) {
    List<Criterion> kept = new ArrayList<>();
    for (Criterion one : criteria) {
      boolean odd = one.type().equals("time_in_business") && high(one) && one.when() == null;
      if (!odd) {
        kept.add(one);
      } else {
        leaveUnread(one);
      }
    }
    return kept;
  }

  /** Once each, lists of the same kind joined, lower and upper ends joined, contradictions out. */
  private List<Criterion> tidy(List<Criterion> criteria) {
    List<Criterion> once = new ArrayList<>();
    for (Criterion one : criteria) {
      if (once.stream().noneMatch(one::saysTheSame)) {
        joinList(once, one);
      }
    }
    List<Criterion> ends = new ArrayList<>();
    for (Criterion one : once) {
      joinEnds(ends, ofThings(one));
    }
    return withoutContradictions(ends);
  }

  private static void joinList(List<Criterion> kept, Criterion one) {
    if (one.operator() == Operator.NOT_IN) {
      for (int i = 0; i < kept.size(); i++) {
        if (one.isAbout(kept.get(i))) {
          Set<JsonNode> values = new LinkedHashSet<>();
          kept.get(i).value().forEach(values::add);
          one.value().forEach(values::add);
          kept.set(i, kept.get(i).joined(one, Operator.NOT_IN, array(values)));
          return;
        }
      }
    }
    kept.add(one);
  }

  /** A list of nothing but machines speaks of equipment, whatever its heading leaves open. */
  private static Criterion ofThings(Criterion one) {
    if (!one.type().equals(Exclusions.EITHER) || !one.value().isArray()) {
      return one;
    }
    List<String> items = new ArrayList<>();
    one.value().forEach(item -> items.add(item.asText()));
    return one.of(Exclusions.typeOf(items));
  }

  private static void joinEnds(List<Criterion> kept, Criterion one) {
    for (int i = 0; i < kept.size(); i++) {
      Criterion other = kept.get(i);
      Criterion low = other.operator() == Operator.GTE ? other : one;
      Criterion high = other.operator() == Operator.GTE ? one : other;
      boolean ends =
          low.operator() == Operator.GTE
              && high.operator() == Operator.LTE
              && other.type().equals(one.type())
              && Objects.equals(other.unit(), one.unit())
              && Objects.equals(other.when(), one.when())
              && Objects.equals(other.required(), one.required())
              && low.value().decimalValue().compareTo(high.value().decimalValue()) < 0;
      if (ends) {
        JsonNode range = array(List.of(low.value(), high.value()));
        kept.set(i, other.joined(one, Operator.BETWEEN, range));
        return;
      }
    }
    kept.add(one);
  }

  private static JsonNode array(Iterable<JsonNode> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private List<Criterion> withoutContradictions(List<Criterion> criteria) {
    List<Criterion> kept = new ArrayList<>();
    for (Criterion one : criteria) {
      if (criteria.stream().noneMatch(other -> contradicts(one, other))) {
        kept.add(one);
      } else {
        leaveUnread(one);
      }
    }
    return kept;
  }

  /** Two rates for the same amounts and terms are those of programs that were not told apart. */
  private List<Rate> withoutContradictingRates(List<Rate> rates) {
    long bands = rates.stream().map(PolicyAssembler::bands).distinct().count();
    long prices =
        rates.stream().map(rate -> List.of(bands(rate), rate.rateBps())).distinct().count();
    if (prices > bands) {
      leaveUnread(rates);
      return List.of();
    }
    return rates;
  }

  private void leaveUnread(Criterion one) {
    if (one.page() != null && one.quote() != null) {
      contradicted.accept(one.page(), one.quote());
    }
  }

  private void leaveUnread(List<Rate> rates) {
    rates.forEach(rate -> contradicted.accept(rate.page(), rate.quote()));
  }

  private static List<@Nullable Object> bands(Rate rate) {
    return Arrays.asList(
        rate.amountMin(), rate.amountMax(), rate.termMinMonths(), rate.termMaxMonths());
  }

  /** The same thing required in two ways: neither can be trusted. */
  private static boolean contradicts(Criterion one, Criterion other) {
    return one.type().equals(other.type())
        && Objects.equals(one.when(), other.when())
        && Objects.equals(one.required(), other.required())
        && spans(one) == spans(other)
        && !one.saysTheSame(other)
        && !(low(one) && high(other))
        && !(high(one) && low(other));
  }

  /** Whether it counts time: four trade lines and three years of them are two rules. */
  private static boolean spans(Criterion one) {
    return "years".equals(one.unit()) || "months".equals(one.unit());
  }

  private static boolean low(Criterion one) {
    return one.operator() == Operator.GTE || one.operator() == Operator.GT;
  }

  private static boolean high(Criterion one) {
    return one.operator() == Operator.LTE || one.operator() == Operator.LT;
  }
}
