package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application says about one field. */
public sealed interface Fact {

  /** The value as results show it. */
  JsonNode json();

  /** The beginning of a sentence about it: {@code FICO 712}. */
  String subject();

  /**
   * The application does not say.
   *
   * @param path the field that is missing
   * @param none whether it is there as {@code null}, which says that there is none to give
   * @param subject why nothing can be said, as a clause
   */
  record Missing(String path, boolean none, String subject) implements Fact {
    @Override
    public JsonNode json() {
      return NullNode.getInstance();
    }
  }

  /**
   * A number known to lie between two bounds; mostly both are the same.
   *
   * @param low the least it can be; absent when that is not known
   * @param high the most it can be; absent when that is not known
   */
  record Num(@Nullable BigDecimal low, @Nullable BigDecimal high, JsonNode json, String subject)
      implements Fact {}

  /**
   * Yes or no.
   *
   * @param value absent when several people differ, or one did not say
   */
  record Flag(@Nullable Boolean value, String subject) implements Fact {
    @Override
    public JsonNode json() {
      return value == null ? NullNode.getInstance() : BooleanNode.valueOf(value);
    }
  }

  /**
   * Texts, any of which a rule may name.
   *
   * @param phrases the same, taken apart
   * @param missing the field that would have had another one; absent when all are there
   */
  record Texts(
      List<String> values,
      List<Phrases> phrases,
      @Nullable String missing,
      JsonNode json,
      String subject)
      implements Fact {
    static Texts of(List<String> values, @Nullable String missing, JsonNode json, String subject) {
      return new Texts(
          List.copyOf(values), values.stream().map(Phrases::of).toList(), missing, json, subject);
    }
  }
}
