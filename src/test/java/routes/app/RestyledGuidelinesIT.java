package routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.documents.DocumentReader;
import routes.documents.Facts;
import routes.documents.PolicyReader;

/**
 * The guidelines that a browser printed, printed again in other styles: the same facts in layouts
 * that their writers did not think of. Prints what was found and what was wrong.
 */
@Tag("benchmark")
class RestyledGuidelinesIT {

  private static final Path FOLDER = Path.of("src", "test", "guidelines");

  /** Some styles spoil what a page says: they cut words off, or end the lines of set type. */
  private static final double RECALL = 0.93;

  private static final double WRONG = 0.005;

  @TempDir private Path directory;

  private static Map<String, String> styles() {
    Map<String, String> styles = new LinkedHashMap<>();
    styles.put(
        "no borders or colours",
        "table,td,th,tr,div,section,aside,li,ul,header,footer{border-color:transparent !important;"
            + "background:none !important;color:#000 !important}");
    styles.put("grids", "td,th{border:1px solid #333 !important}");
    styles.put(
        "small sans serif",
        "html,body{font-size:8pt !important} body *{font-family:Arial,sans-serif !important}");
    styles.put(
        "serif", "body *{font-family:'Liberation Serif',serif !important;letter-spacing:.02em}");
    styles.put("centred", "td,th{text-align:center !important;vertical-align:middle !important}");
    styles.put(
        "lines below rows",
        "table{border-collapse:collapse !important} td,th{border:0 !important;"
            + "border-bottom:1px solid #999 !important}");
    styles.put("narrow", "@page{size:letter;margin:1.3in !important}");
    styles.put("landscape", "@page{size:letter landscape;margin:.5in !important}");
    styles.put(
        "headings in capitals",
        "h1,h2,h3,h4{text-transform:uppercase !important;letter-spacing:.08em}");
    styles.put("flat headings", "h1,h2,h3,h4{font-size:1em !important;margin:.4em 0 !important}");
    return styles;
  }

  @Test
  void theSameFactsInOtherStyles() throws IOException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "chromium is installed");
    Count all = new Count();
    try (Browser browser = Browser.start(chromium.get(), directory)) {
      for (Map.Entry<String, String> style : styles().entrySet()) {
        Count count = new Count();
        for (Path page : pages()) {
          count.add(read(browser, page, style.getValue()), expected(page));
        }
        System.out.printf("%s: %s%n", style.getKey(), count);
        all.add(count);
      }
    }
    System.out.printf("all: %s%n", all);
    assertThat((double) all.found).isGreaterThan(RECALL * all.expected);
    assertThat((double) all.wrong).isLessThan(WRONG * all.found);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static Set<String> expected(Path page) throws IOException {
    String name = page.getFileName().toString().replace(".html", ".facts");
    return new TreeSet<>(Files.readAllLines(FOLDER.resolve(name)));
  }

  private Set<String> read(Browser browser, Path page, String style) throws IOException {
    String styled = "<style>" + style + "</style>";
    String html = Files.readString(page);
    Path file =
        Files.writeString(
            directory.resolve(page.getFileName()),
            html.contains("</head>") ? html.replace("</head>", styled + "</head>") : styled + html);
    byte[] pdf = browser.printed(file.toUri());
    return Facts.of(new PolicyReader().read(new DocumentReader().read(pdf), "x").policy()).stream()
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  /** Facts of several documents. */
  private static final class Count {
    private int found;
    private int expected;
    private int wrong;

    void add(Set<String> read, Set<String> facts) {
      int right = (int) read.stream().filter(facts::contains).count();
      found += right;
      expected += facts.size();
      wrong += read.size() - right;
    }

    void add(Count other) {
      found += other.found;
      expected += other.expected;
      wrong += other.wrong;
    }

    @Override
    public String toString() {
      return "%,d of %,d, %d wrong".formatted(found, expected, wrong);
    }
  }
}
