package routes.lending.criteria;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.lending.application.Fact;
import routes.lending.application.Fact.Texts;
import routes.lending.application.Facts;
import routes.lending.application.Field;

/** Looks texts of the application up in a policy's list of those it takes, or does not take. */
final class TextRule implements Rule {
  private static final int SHOWN = 6;

  private final Field field;
  private final boolean excludes;
  private final List<String> listed;
  private final List<TextMatch> matches;
  private final String shownList;
  private final JsonNode expected;

  TextRule(Field field, boolean excludes, List<String> listed, boolean isList) {
    this.field = field;
    this.excludes = excludes;
    this.listed = List.copyOf(listed);
    this.matches = listed.stream().map(text -> TextMatch.of(field, text)).toList();
    this.shownList = shown(listed);
    if (isList) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      listed.forEach(array::add);
      this.expected = array;
    } else {
      this.expected = TextNode.valueOf(listed.get(0));
    }
  }

  private static String shown(List<String> listed) {
    String first = listed.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return listed.size() <= SHOWN ? first : first + " and %d more".formatted(listed.size() - SHOWN);
  }

  @Override
  public Truth test(Facts facts) {
    return facts.get(field) instanceof Texts texts ? test(texts) : Truth.UNKNOWN;
  }

  private Truth test(Texts texts) {
    Truth any = Truth.FALSE;
    for (TextMatch match : matches) {
      any = any.or(match.test(texts));
      if (any == Truth.TRUE) {
        break;
      }
    }
    Truth found = any == Truth.FALSE && texts.missing() != null ? Truth.UNKNOWN : any;
    return excludes ? found.not() : found;
  }

  @Override
  public String explain(Facts facts, Truth truth) {
    Fact fact = facts.get(field);
    if (!(fact instanceof Texts texts)) {
      return fact.subject() + (excludes ? "; excluded: " : "; accepted: ") + shownList;
    }
    return switch (truth) {
      case TRUE ->
          fact.subject()
              + (excludes ? " is not among the excluded: " : " is among the accepted: ")
              + shownList;
      case FALSE ->
          excludes
              ? fact.subject() + " is excluded: " + entry(texts, Truth.TRUE)
              : fact.subject() + " is not among the accepted: " + shownList;
      case UNKNOWN -> open(texts);
    };
  }

  private String open(Texts texts) {
    String entry = entry(texts, Truth.UNKNOWN);
    if (entry == null) {
      return "%s does not match, but the application does not give %s; %s: %s"
          .formatted(
              texts.subject(), texts.missing(), excludes ? "excluded" : "accepted", shownList);
    }
    return "%s may fall under the %s '%s': look at it"
        .formatted(texts.subject(), excludes ? "excluded" : "accepted", entry);
  }

  private @Nullable String entry(Texts texts, Truth truth) {
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i).test(texts) == truth) {
        return listed.get(i);
      }
    }
    return null;
  }

  @Override
  public JsonNode actual(Facts facts) {
    return facts.get(field).json();
  }

  @Override
  public JsonNode expected() {
    return expected;
  }

  @Override
  public @Nullable String unit() {
    return null;
  }

  @Override
  public String path() {
    return field.path();
  }
}
