package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an application states, one fact a field. Immutable and safe to share between threads. */
public final class Facts {
  private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]+)(?:\\[(\\d{0,4})\\])?");

  private final Map<Field, Fact> facts;
  private final JsonNode snapshot;

  private Facts(Map<Field, Fact> facts, JsonNode snapshot) {
    this.facts = facts;
    this.snapshot = snapshot;
  }

  static Facts of(JsonNode snapshot) {
    FactReader reader = new FactReader(snapshot);
    Map<Field, Fact> facts = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      facts.put(field, reader.read(field));
    }
    return new Facts(facts, snapshot);
  }

  /** What the application says about a field. */
  public Fact get(Field field) {
    return facts.get(field);
  }

  /** A number as if the application had stated it. */
  public static Fact stated(Field field, BigDecimal value) {
    return FactReader.stated(field, value);
  }

  /** A yes or no as if the application had stated it. */
  public static Fact stated(Field field, boolean value) {
    return FactReader.flag(field, value);
  }

  /** The same facts but for one, for asking what would be if. */
  public Facts with(Field field, Fact fact) {
    Map<Field, Fact> changed = new EnumMap<>(facts);
    changed.put(field, fact);
    return new Facts(changed, snapshot);
  }

  /**
   * The value at a path such as {@code business.fleet_size} or {@code guarantors[0].name}; a list
   * on the way, with or without {@code []}, gives the list of what its elements have there.
   */
  public @Nullable JsonNode at(String path) {
    JsonNode node = snapshot;
    Matcher segments = SEGMENT.matcher(path);
    while (segments.find()) {
      node = step(node, segments.group(1));
      String index = segments.group(2);
      if (node != null && index != null && !index.isEmpty()) {
        node = node.get(Integer.parseInt(index));
      }
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  private static @Nullable JsonNode step(JsonNode node, String name) {
    if (!node.isArray()) {
      return node.get(name);
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : node) {
      all.add(element.path(name).isMissingNode() ? all.nullNode() : element.path(name));
    }
    return all;
  }
}
