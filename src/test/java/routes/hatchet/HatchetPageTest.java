package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The component's page: its tables are those of the catalog, its examples work. */
class HatchetPageTest {

  private static final Path PAGE = Path.of("docs/hatchet-component.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(- route:.*?)```");

  private static final String BEFORE_THE_FIRST_EXAMPLE =
      """
      - route:
          from:
            uri: hatchet:step:loan-matching/prepare_matching
            steps:
              - setBody: { constant: { expression: "{}" } }
      """;

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void tablesAreThoseOfTheCatalog() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = OptionTables.renewed(page, new OptionTables().all());
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, renewed);
    }
    assertThat(page)
        .as("options have changed: run this test with -Dupdate.docs=true and commit the page")
        .isEqualTo(renewed);
  }

  @Test
  void everyOptionIsDescribedAndHasItsPlace() throws IOException {
    for (String row : new OptionTables().all().get("endpoint").lines().skip(2).toList()) {
      String[] cells = row.substring(2, row.length() - 2).split(" \\| ", -1);
      assertThat(cells).as(row).hasSizeGreaterThanOrEqualTo(5);
      assertThat(cells[1]).as("where " + cells[0] + " belongs").isNotBlank();
      assertThat(cells[4]).as("description of " + cells[0]).endsWith(".");
    }
  }

  @Test
  void everyOperationIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (HatchetOperation operation : HatchetOperation.values()) {
      assertThat(page).contains("`hatchet:" + operation.text());
    }
  }

  @Test
  void examplesStart() throws Exception {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    assertThat(examples).hasSizeGreaterThan(5);
    fake.start(BEFORE_THE_FIRST_EXAMPLE + String.join("", examples));
    assertThat(fake.camel.getRoutes()).hasSizeGreaterThanOrEqualTo(examples.size());
  }
}
