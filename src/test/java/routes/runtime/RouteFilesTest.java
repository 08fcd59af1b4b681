package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFilesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final CamelContext camel = new DefaultCamelContext();
  private Path file;

  @BeforeEach
  void start() throws Exception {
    file = directory.resolve("flow.camel.yaml");
    Files.writeString(file, route("one", "1") + route("two", "2"));
    camel.start();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    RouteFiles.follow(directory, RouteFiles.read(directory), camel);
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aChangedRouteIsReplacedAndItsNeighbourLeftAlone() throws IOException {
    Route neighbour = camel.getRoute("two");
    Files.writeString(file, route("one", "11") + route("two", "2"));
    await().atMost(SOON).untilAsserted(() -> assertThat(ask("one")).isEqualTo("11"));
    assertThat(camel.getRoute("two")).isSameAs(neighbour);
  }

  @Test
  void aNewRouteStartsAndARemovedOneStops() throws IOException {
    Files.writeString(file, route("two", "2") + route("three", "3"));
    await().atMost(SOON).untilAsserted(() -> assertThat(camel.getRoute("one")).isNull());
    assertThat(ask("three")).isEqualTo("3");
    assertThat(ask("two")).isEqualTo("2");
  }

  @Test
  void aRouteMayBeRenamed() throws IOException {
    Files.writeString(file, route("one", "1").replace("id: one", "id: uno") + route("two", "2"));
    await().atMost(SOON).untilAsserted(() -> assertThat(camel.getRoute("uno")).isNotNull());
    assertThat(camel.getRoute("one")).isNull();
    assertThat(ask("one")).isEqualTo("1");
  }

  @Test
  void aRouteOfAnotherFileKeepsItsId() throws IOException {
    Route own = camel.getRoute("one");
    Path other = directory.resolve("other.camel.yaml");
    Files.writeString(other, route("three", "3"));
    await().atMost(SOON).untilAsserted(() -> assertThat(camel.getRoute("three")).isNotNull());
    Files.writeString(other, route("one", "9") + route("three", "33"));
    Files.writeString(file, route("one", "1") + route("two", "22"));
    await().atMost(SOON).untilAsserted(() -> assertThat(ask("two")).isEqualTo("22"));
    assertThat(camel.getRoute("one")).isSameAs(own);
    assertThat(ask("three")).isEqualTo("3");
  }

  @Test
  void aFileThatIsNoYamlChangesNothing() throws IOException {
    Files.writeString(file, route("one", "11") + "- route: [\n");
    Files.writeString(directory.resolve("other.camel.yaml"), route("other", "o"));
    await().atMost(SOON).untilAsserted(() -> assertThat(camel.getRoute("other")).isNotNull());
    assertThat(ask("one")).isEqualTo("1");
    assertThat(ask("two")).isEqualTo("2");
  }

  @Test
  void aRouteThatCannotStartBringsTheOldOneBack() throws IOException {
    Files.writeString(
        file, route("one", "11").replace("direct:one", "nosuch:one") + route("two", "2"));
    Files.writeString(directory.resolve("other.camel.yaml"), route("other", "o"));
    await().atMost(SOON).untilAsserted(() -> assertThat(camel.getRoute("other")).isNotNull());
    assertThat(ask("one")).isEqualTo("1");
    Files.writeString(file, route("one", "12") + route("two", "2"));
    await().atMost(SOON).untilAsserted(() -> assertThat(ask("one")).isEqualTo("12"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- route: {from: {uri: 'direct:a'}} | other.camel.yaml: a route has no id: give it one.",
        "- route: {id: one} | other.camel.yaml: route id 'one' is in flow.camel.yaml as well",
        "'# nothing' | other.camel.yaml: it has no entry: write one, or remove the file.",
        "a: b | other.camel.yaml: a route file is a list: begin each entry with '- '.",
      })
  void aFileThatCannotBeFollowedStopsTheStart(String text, String sentence) throws IOException {
    Files.writeString(directory.resolve("other.camel.yaml"), text);
    assertThatThrownBy(() -> RouteFiles.read(directory))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  private String ask(String route) {
    return camel.createProducerTemplate().requestBody("direct:" + route, "?", String.class);
  }

  private static String route(String id, String answer) {
    return """
        - route:
            id: %1$s
            description: answers %2$s
            from:
              uri: direct:%1$s
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "%2$s"
        """
        .formatted(id, answer);
  }
}
