package routes.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.documents.page.Word;
import routes.lending.criteria.CriterionType;
import routes.lending.decision.CompiledPolicy;
import routes.lending.policy.Criterion;
import routes.lending.policy.Policy;

/**
 * Guidelines of invented lenders, printed by a browser or an office program, each with what a
 * careful reader takes from it: {@code src/test/guidelines}, where the page that a browser printed
 * stands beside.
 */
class PrintedGuidelinesTest {

  private static final Path FOLDER = Path.of("src", "test", "guidelines");

  /** Flowing prose gives least. */
  private static final double LEAST = 0.25;

  private static final double RECALL = 0.9;

  /** Each is read once for all tests. */
  private static final Map<String, Guideline> READ = new ConcurrentHashMap<>();

  private record Guideline(Policy policy, List<UnreadLine> unread, String words) {}

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".facts"))
          .map(name -> name.replace(".facts", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsWrong(String name) throws IOException {
    Set<String> expected = new TreeSet<>(Files.readAllLines(FOLDER.resolve(name + ".facts")));
    Set<String> read = read(name);
    Set<String> wrong = new TreeSet<>(read);
    wrong.removeAll(expected);
    Set<String> missed = new TreeSet<>(expected);
    missed.removeAll(read);
    assertThat(wrong).as("wrong").isEmpty();
    assertThat(missed).as("missed").hasSizeLessThanOrEqualTo(most(expected));
  }

  /** A type that policies do not have would make the lender's processing fail. */
  @ParameterizedTest
  @MethodSource("names")
  void whatIsReadIsAPolicy(String name) throws IOException {
    Policy policy = policy(name);
    Stream.concat(
            policy.allPrograms().criteria().stream(),
            policy.programs().stream()
                .flatMap(p -> Stream.concat(p.criteria().stream(), p.preferences().stream())))
        .forEach(one -> assertThat(CriterionType.of(one.type())).as(one.type()).isNotNull());
    assertThatCode(() -> CompiledPolicy.compile(policy, "v")).doesNotThrowAnyException();
  }

  /** A quote is found on its page by its words; where a line breaks a word, both halves are. */
  @ParameterizedTest
  @MethodSource("names")
  void quotesAreWordsOfTheDocument(String name) throws IOException {
    String printed = letters(guideline(name).words());
    Policy policy = policy(name);
    Stream.concat(
            policy.allPrograms().criteria().stream(),
            policy.programs().stream()
                .flatMap(p -> Stream.concat(p.criteria().stream(), p.preferences().stream())))
        .map(Criterion::quote)
        .filter(Objects::nonNull)
        .flatMap(quote -> Stream.of(quote.split("[\\s,;:/-]+", -1)))
        .forEach(word -> assertThat(printed).as(name).contains(letters(word)));
  }

  /** What was not understood is told in the document's words, not in those of the reader. */
  @ParameterizedTest
  @MethodSource("names")
  void unreadLinesAreWordsOfTheDocument(String name) throws IOException {
    String printed = letters(guideline(name).words());
    guideline(name).unread().stream()
        .flatMap(line -> Stream.of(line.text().split("[\\s,;:/-]+", -1)))
        .forEach(word -> assertThat(printed).as(name).contains(letters(word)));
  }

  private static String letters(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Over all of them the aim holds: nine facts of ten. */
  @Test
  void nineOfTenAreFound() throws IOException {
    int found = 0;
    int all = 0;
    for (String name : names().toList()) {
      Set<String> expected = new TreeSet<>(Files.readAllLines(FOLDER.resolve(name + ".facts")));
      all += expected.size();
      expected.retainAll(read(name));
      found += expected.size();
    }
    System.out.printf("printed guidelines: %d of %d found%n", found, all);
    assertThat((double) found / all).isGreaterThanOrEqualTo(RECALL);
  }

  private static int most(Set<String> expected) {
    return (int) Math.ceil((1 - LEAST) * expected.size());
  }

  private static Guideline guideline(String name) throws IOException {
    Guideline known = READ.get(name);
    if (known != null) {
      return known;
    }
    DocumentText text =
        new DocumentReader().read(Files.readAllBytes(FOLDER.resolve(name + ".pdf")));
    String words =
        text.pages().stream()
            .flatMap(page -> page.words().stream())
            .map(Word::text)
            .collect(Collectors.joining());
    ReadPolicy read = new PolicyReader().read(text, "x");
    Guideline guideline = new Guideline(read.policy(), read.unread(), words);
    READ.put(name, guideline);
    return guideline;
  }

  private static Policy policy(String name) throws IOException {
    return guideline(name).policy();
  }

  private static Set<String> read(String name) throws IOException {
    return Facts.of(policy(name)).stream()
        .map(String::trim)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
