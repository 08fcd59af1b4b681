package routes.lending.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Exclusions;
import routes.lending.policy.Operator;

/** A program's exclusions as the criteria they mean. */
final class ExclusionCriteria {
  private ExclusionCriteria() {}

  static List<Criterion> of(@Nullable Exclusions exclusions) {
    List<Criterion> criteria = new ArrayList<>();
    if (exclusions != null) {
      add("state", exclusions.states(), exclusions, criteria);
      add("industry", exclusions.industries(), exclusions, criteria);
      add("equipment_type", exclusions.equipment(), exclusions, criteria);
    }
    return criteria;
  }

  private static void add(
      String type, List<String> names, Exclusions exclusions, List<Criterion> criteria) {
    if (names.isEmpty()) {
      return;
    }
    ArrayNode value = JsonNodeFactory.instance.arrayNode();
    names.forEach(value::add);
    criteria.add(
        new Criterion(
            type,
            Operator.NOT_IN,
            value,
            null,
            true,
            null,
            null,
            null,
            exclusions.page(),
            exclusions.quote()));
  }
}
