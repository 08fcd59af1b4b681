package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact.Flag;
import routes.lending.application.Fact.Missing;
import routes.lending.application.Fact.Num;
import routes.lending.application.Fact.Texts;
import routes.lending.json.CanonicalJson;

/** Draws the facts out of a checked application. */
final class FactReader {
  private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

  private final JsonNode application;
  private final List<JsonNode> guarantors;

  FactReader(JsonNode application) {
    this.application = application;
    this.guarantors =
        StreamSupport.stream(application.path("guarantors").spliterator(), false).toList();
  }

  Fact read(Field field) {
    return switch (field.kind()) {
      case NUMBER -> number(field);
      case FLAG -> flag(field);
      case TEXT -> text(field);
      case LOWEST_OF_GUARANTORS -> lowest(field);
      case SUM_OF_GUARANTORS -> sum(field);
      case AGE_AT_TERM_END -> ageAtTermEnd(field);
      case FLAG_OF_GUARANTORS -> flagOfGuarantors(field);
      case CITIZENSHIP -> citizenship(field);
      case GUARANTEE -> guarantee(field);
      case EQUIPMENT -> texts(field, "equipment.type", "equipment.category");
      case INDUSTRY_OR_EQUIPMENT ->
          texts(field, "business.industry", "equipment.type", "equipment.category");
    };
  }

  /** A number fact as if the application had stated it. */
  static Num stated(Field field, BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    plain = plain.scale() < 0 ? plain.setScale(0) : plain;
    return new Num(
        plain, plain, CanonicalJson.number(plain), field.label() + " " + field.unit().show(plain));
  }

  private Fact number(Field field) {
    JsonNode value = at(field.path());
    return value.isNumber() ? stated(field, value.decimalValue()) : missing(field, value);
  }

  /** The equipment's age when the term is over. */
  private Fact ageAtTermEnd(Field field) {
    JsonNode age = at(Field.EQUIPMENT_AGE.path());
    JsonNode term = at(Field.LOAN_TERM.path());
    if (!age.isNumber() || !term.isNumber()) {
      return age.isNumber() ? missing(Field.LOAN_TERM, term) : missing(field, age);
    }
    BigDecimal years = term.decimalValue().divide(MONTHS, 2, RoundingMode.HALF_UP);
    return stated(field, age.decimalValue().add(years));
  }

  private Fact flag(Field field) {
    JsonNode value = at(field.path());
    return value.isBoolean() ? flag(field, value.booleanValue()) : missing(field, value);
  }

  static Flag flag(Field field, boolean value) {
    return new Flag(value, field.label() + ": " + (value ? "yes" : "no"));
  }

  private Fact text(Field field) {
    JsonNode value = at(field.path());
    if (!value.isTextual() || value.textValue().isBlank()) {
      return missing(field, value);
    }
    String text = value.textValue().strip();
    String code = field == Field.STATE ? UsStates.code(text) : null;
    return Texts.of(
        List.of(code == null ? text : code),
        null,
        TextNode.valueOf(text),
        field.label() + " " + text);
  }

  private Fact lowest(Field field) {
    String name = leaf(field);
    BigDecimal lowest = null;
    int given = 0;
    for (JsonNode guarantor : guarantors) {
      if (guarantor.path(name).isNumber()) {
        BigDecimal value = guarantor.path(name).decimalValue();
        lowest = lowest == null ? value : lowest.min(value);
        given++;
      }
    }
    if (lowest == null) {
      return missing(field, at(field.path()));
    }
    Num one = stated(field, lowest);
    if (guarantors.size() == 1) {
      return one;
    }
    int silent = guarantors.size() - given;
    return silent == 0
        ? new Num(
            one.low(),
            one.high(),
            one.json(),
            one.subject() + ", the lowest of %d guarantors,".formatted(guarantors.size()))
        : new Num(
            null,
            one.high(),
            one.json(),
            one.subject()
                + ", the lowest given (%d of %d guarantors give none),"
                    .formatted(silent, guarantors.size()));
  }

  private Fact sum(Field field) {
    String name = leaf(field);
    BigDecimal sum = BigDecimal.ZERO;
    int given = 0;
    for (JsonNode guarantor : guarantors) {
      if (guarantor.path(name).isNumber()) {
        sum = sum.add(guarantor.path(name).decimalValue());
        given++;
      }
    }
    if (given == 0) {
      return missing(field, at(field.path()));
    }
    Num exact = stated(field, sum);
    return given == guarantors.size()
        ? exact
        : new Num(exact.low(), null, exact.json(), exact.subject() + " or more");
  }

  private Fact flagOfGuarantors(Field field) {
    String name = leaf(field);
    int yes = count(name, true);
    int no = count(name, false);
    if (yes + no == 0) {
      return missing(field, at(field.path()));
    }
    if (yes == guarantors.size() || no == guarantors.size()) {
      return flag(field, yes > 0);
    }
    return new Flag(
        null,
        "%s: yes for %d and no for %d of %d guarantors"
            .formatted(field.label(), yes, no, guarantors.size()));
  }

  /** All must be citizens for "US"; one who is not makes it "other"; silence leaves it open. */
  private Fact citizenship(Field field) {
    int others = count("us_citizen", false);
    if (others == 0 && (guarantors.isEmpty() || count("us_citizen", true) < guarantors.size())) {
      return missing(field, at(field.path()));
    }
    String text = others == 0 ? "US" : "other than US";
    String whom =
        guarantors.size() == 1 || others == 0
            ? ""
            : " (%d of %d guarantors)".formatted(others, guarantors.size());
    return Texts.of(List.of(text), null, TextNode.valueOf(text), field.label() + " " + text + whom);
  }

  /** Named guarantors are an offer of a guarantee, unless the application says otherwise. */
  private Fact guarantee(Field field) {
    JsonNode value = at(field.path());
    if (value.isBoolean()) {
      return flag(field, value.booleanValue());
    }
    return guarantors.isEmpty() ? missing(field, value) : flag(field, true);
  }

  private Fact texts(Field field, String... paths) {
    List<String> texts = new ArrayList<>();
    String missing = null;
    for (String path : paths) {
      JsonNode value = at(path);
      if (value.isTextual() && !value.textValue().isBlank()) {
        texts.add(value.textValue().strip());
      } else if (missing == null && !path.equals("equipment.category")) {
        missing = path;
      }
    }
    if (texts.isEmpty()) {
      return missing(field, at(paths[0]));
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    texts.forEach(json::add);
    return Texts.of(
        texts,
        missing,
        json.size() == 1 ? json.get(0) : json,
        field.label() + " " + String.join(" / ", texts));
  }

  private int count(String name, boolean value) {
    return (int)
        guarantors.stream()
            .map(guarantor -> guarantor.path(name))
            .filter(flag -> flag.isBoolean() && flag.booleanValue() == value)
            .count();
  }

  private JsonNode at(String path) {
    JsonNode node = application;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name.endsWith("[]") ? name.substring(0, name.length() - 2) : name);
    }
    return node;
  }

  private static Missing missing(Field field, @Nullable JsonNode value) {
    return new Missing(
        field.path(),
        value != null && value.isNull(),
        "The application does not give the %s (%s)"
            .formatted(lowerFirst(field.label()), field.path()));
  }

  private static String lowerFirst(String label) {
    return (label.length() > 1 && Character.isUpperCase(label.charAt(1)))
            || label.startsWith("PayNet")
        ? label
        : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }

  private static String leaf(Field field) {
    return field.path().substring(field.path().lastIndexOf('.') + 1);
  }
}
