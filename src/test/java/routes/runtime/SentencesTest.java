package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.BindException;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void aValueThatAnOptionCannotHaveIsNamedWithTheOptionAndTheRoute() {
    assertThat(of("direct:a", "timer:t?period=many"))
        .contains("route faulty: ")
        .contains("period=many cannot be set")
        .contains("many");
  }

  @Test
  void anExpressionThatCannotBeParsedIsShownWithItsRoute() {
    RouteBuilder route =
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:a").routeId("faulty").setBody().simple("${body[parents");
          }
        };
    assertThat(Sentences.of(failureOf(route)))
        .startsWith("route faulty: ")
        .contains("${body[parents");
  }

  @Test
  void theInnermostCauseSpeaks() {
    Exception caused =
        new IllegalStateException("it failed", new RuntimeException("the disk\nis full"));
    assertThat(Sentences.of(caused)).isEqualTo("the disk is full");
    assertThat(Sentences.of(new IllegalStateException("it failed"))).isEqualTo("it failed");
  }

  @Test
  void aPortThatCannotBeHadIsNamed() {
    IOException bind =
        new IOException(
            "Failed to bind to address /127.0.0.1:8002",
            new BindException("Address already in use"));
    assertThat(Sentences.of(new IllegalStateException("no start", bind)))
        .isEqualTo("Failed to bind to address /127.0.0.1:8002: Address already in use");
  }

  private static String of(String from, String to) {
    return Sentences.of(
        failureOf(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(from).routeId("faulty").to(to);
              }
            }));
  }

  private static Throwable failureOf(RouteBuilder route) {
    CamelContext camel = new DefaultCamelContext();
    try {
      return catchThrowable(
          () -> {
            camel.addRoutes(route);
            camel.start();
          });
    } finally {
      camel.stop();
    }
  }
}
