package routes.documents;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;
import routes.lending.policy.Program;
import routes.lending.policy.Rate;

/** Compares what was read from a guideline with what a careful reader takes from it. */
public final class Facts {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Facts() {}

  /** How a document was read. */
  record Score(Set<String> expected, Set<String> found, Set<String> missed, Set<String> wrong) {

    double recall() {
      return 1 - (double) missed.size() / expected.size();
    }

    @Override
    public String toString() {
      return "%d of %d found, %d wrong; missed %s; wrong %s"
          .formatted(expected.size() - missed.size(), expected.size(), wrong.size(), missed, wrong);
    }
  }

  static Policy expected(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Policy.class);
  }

  static Score score(Policy expected, Policy read) {
    Set<String> wanted = of(expected);
    Set<String> found = of(read);
    Set<String> missed = new TreeSet<>(wanted);
    missed.removeAll(found);
    Set<String> wrong = new TreeSet<>(found);
    wrong.removeAll(wanted);
    return new Score(wanted, found, missed, wrong);
  }

  /** Program, type, operator, value, unit and condition of every fact; rates are facts too. */
  public static Set<String> of(Policy policy) {
    Set<String> facts = new TreeSet<>();
    if (policy.effectiveFrom() != null) {
      facts.add("effective from " + policy.effectiveFrom());
    }
    policy.allPrograms().criteria().forEach(c -> facts.add(fact("all", c, wish(c))));
    for (Program program : policy.programs()) {
      program.criteria().forEach(c -> facts.add(fact(program.name(), c, wish(c))));
      program.preferences().forEach(c -> facts.add(fact(program.name(), c, true)));
      program.rates().forEach(rate -> facts.add(fact(program.name(), rate)));
    }
    return facts;
  }

  private static boolean wish(Criterion criterion) {
    return Boolean.FALSE.equals(criterion.required());
  }

  private static String fact(String program, Criterion c, boolean wish) {
    return String.join(
            " ",
            program + ":",
            c.type(),
            c.operator().id(),
            value(c.value()),
            text(c.unit()),
            c.when() == null ? "" : "when " + c.when(),
            wish ? "preferred" : "")
        .replaceAll(" +", " ")
        .trim();
  }

  private static String value(JsonNode value) {
    if (value.isArray()) {
      List<String> values = new ArrayList<>();
      value.forEach(one -> values.add(value(one)));
      if (value.get(0).isTextual()) {
        values.sort(String::compareTo);
      }
      return values.toString();
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText().toLowerCase(Locale.ROOT);
  }

  private static String fact(String program, Rate rate) {
    return "%s: rate %d bps, amounts %s to %s, months %s to %s"
        .formatted(
            program,
            rate.rateBps(),
            plain(rate.amountMin()),
            plain(rate.amountMax()),
            text(rate.termMinMonths()),
            text(rate.termMaxMonths()));
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
