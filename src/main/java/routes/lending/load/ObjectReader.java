package routes.lending.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.criteria.NearestName;
import routes.lending.json.CanonicalJson;

/** Reads the members of one JSON object, telling what is wrong with each. */
final class ObjectReader {
  private static final int MAX_SHOWN = 80;

  private final JsonNode node;
  private final String path;
  private final Findings findings;
  private final List<String> known = new ArrayList<>();

  /** What reading a document finds besides its content. */
  static final class Findings {
    final List<Problem> problems = new ArrayList<>();
    final TreeSet<String> ignored = new TreeSet<>();
  }

  ObjectReader(@Nullable JsonNode node, String path, Findings findings) {
    this.path = path;
    this.findings = findings;
    boolean usable = node != null && node.isObject();
    this.node = usable ? node : MissingNode.getInstance();
    if (!usable && node != null) {
      problem(path, node, "must be a JSON object");
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private @Nullable JsonNode member(String name) {
    known.add(name);
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? null : value;
  }

  @Nullable JsonNode any(String name) {
    return member(name);
  }

  String requiredText(String name, int maxLength, String help) {
    String text = text(name, maxLength);
    if ((text == null || text.isBlank()) && !node.isMissingNode()) {
      String at = join(path, name);
      if (text != null || member(name) == null) {
        findings.problems.add(new Problem(at, null, at + " is missing: " + help + "."));
      }
    }
    return text == null ? "" : text.strip();
  }

  @Nullable String text(String name, int maxLength) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      problem(join(path, name), value, "must be a text");
      return null;
    }
    if (value.textValue().length() > maxLength) {
      problem(join(path, name), value, "must have at most " + maxLength + " characters");
      return null;
    }
    return value.textValue();
  }

  @Nullable Boolean flag(String name) {
    JsonNode value = member(name);
    if (value == null || value.isBoolean()) {
      return value == null ? null : value.booleanValue();
    }
    problem(join(path, name), value, "must be true or false, without quotes");
    return null;
  }

  @Nullable Integer integer(String name, int min, int max) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      problem(join(path, name), value, "must be a whole number from " + min + " to " + max);
      return null;
    }
    return value.intValue();
  }

  @Nullable BigDecimal money(String name) {
    JsonNode value = member(name);
    if (value == null || value.isNumber()) {
      return value == null ? null : value.decimalValue();
    }
    problem(join(path, name), value, "must be a number in USD, without quotes");
    return null;
  }

  @Nullable LocalDate date(String name) {
    String text = text(name, 40);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      problem(join(path, name), node.get(name), "must be a date such as 2026-01-31");
      return null;
    }
  }

  <T> List<T> list(String name, int maxSize, BiFunction<JsonNode, String, T> reader) {
    JsonNode value = member(name);
    if (value == null) {
      return List.of();
    }
    String at = join(path, name);
    if (!value.isArray()) {
      problem(at, value, "must be a JSON array");
      return List.of();
    }
    if (value.size() > maxSize) {
      problem(at, value, "must have at most " + maxSize + " entries");
      return List.of();
    }
    List<T> list = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      list.add(reader.apply(value.get(i), at + "[" + i + "]"));
    }
    return list;
  }

  /** A list of texts. */
  List<String> texts(String name, int maxSize) {
    return list(
        name,
        maxSize,
        (value, at) -> {
          if (!value.isTextual() || value.textValue().isBlank()) {
            problem(at, value, "must be a text");
            return "";
          }
          return value.textValue().strip();
        });
  }

  /** Tells of members that were not asked for: likely mistypes are problems, others are ignored. */
  void finish(String... alsoKnown) {
    known.addAll(Arrays.asList(alsoKnown));
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (known.contains(name)) {
                return;
              }
              String nearest = NearestName.of(name, known);
              String at = join(path, name);
              if (nearest == null) {
                findings.ignored.add(at);
              } else {
                findings.problems.add(
                    new Problem(
                        at,
                        shown(node.get(name)),
                        "%s is no member that is known: write %s if that is meant."
                            .formatted(at, nearest)));
              }
            });
  }

  void problem(String at, @Nullable JsonNode value, String complaint) {
    String given = value == null ? null : shown(value);
    findings.problems.add(
        new Problem(
            at,
            given,
            given == null
                ? "%s %s.".formatted(at, complaint)
                : "%s is %s: it %s."
                    .formatted(at.isEmpty() ? "The policy" : at, given, complaint)));
  }

  private static String shown(JsonNode value) {
    String text = CanonicalJson.write(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 1) + "…";
  }
}
