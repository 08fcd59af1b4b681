package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.FakeEngine;
import routes.hatchet.client.Json;
import routes.lending.application.LoanApplicationParser;

/**
 * What a refused input said of somebody is in no log line, dead letter's header or step's error.
 */
class MaskingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> PERSONAL =
      List.of("Jane", "Private", "123-45-6789", "5551234567", "987654321012", "example.com");
  private static final String APPLICATION =
      """
      {"loan": {"amount": -5},
       "applicant": {"name": {"first": "Jane"}, "phone": 5551234567},
       "business": {"fleet_size": "Jane Private"},
       "guarantors": [{"name": ["Jane Private"], "email": ["jane@example.com"],
                       "fico_score": "Jane Private 123-45-6789", "cdl_years": 987654321012,
                       "residence_years": 900}]}
      """;

  private final FakeEngine engine = new FakeEngine();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private void start(RouteBuilder routes) throws Exception {
    logged.start();
    root.addAppender(logged);
    HatchetComponent hatchet = new HatchetComponent(camel);
    hatchet.setToken(engine.environment().get("HATCHET_CLIENT_TOKEN"));
    hatchet.setTlsStrategy("none");
    hatchet.setRegistrationDelay(50);
    camel.addComponent("hatchet", hatchet);
    String policies =
        Files.readString(Path.of("src/main/resources/camel/errors.camel.yaml"))
            .replace("kafka:dead.letters", "mock:dead.letters");
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromBytes(
                "errors.camel.yaml", policies.getBytes(StandardCharsets.UTF_8)));
    camel.addRoutes(routes);
    camel.start();
  }

  @AfterEach
  void close() throws Exception {
    root.detachAppender(logged);
    camel.close();
    engine.close();
  }

  /** Log lines as the application writes them. */
  private List<String> lines() throws Exception {
    LoggerContext application = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(application);
    configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>)
            application.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("console");
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(logged.list)) {
      if (!event.getLoggerName().startsWith("org.apache.camel")) {
        lines.add(new String(console.getEncoder().encode(event), StandardCharsets.UTF_8));
      }
    }
    application.stop();
    return lines;
  }

  private static void parse(Exchange exchange) {
    LoanApplicationParser.parse(exchange.getMessage().getBody(byte[].class));
  }

  @Test
  void deadLetterAndItsLogLineNameTheFieldsOnly() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").routeConfigurationId("event-errors").process(MaskingTest::parse);
          }
        });
    camel
        .createProducerTemplate()
        .sendBodyAndHeader(
            "direct:in", APPLICATION.getBytes(StandardCharsets.UTF_8), KafkaConstants.TOPIC, "t");
    MockEndpoint aside = camel.getEndpoint("mock:dead.letters", MockEndpoint.class);
    assertThat(aside.getReceivedCounter()).isEqualTo(1);
    String reason = aside.getExchanges().get(0).getMessage().getHeader("reason", "", String.class);
    assertThat(reason)
        .contains("loan.amount is -5: ", "guarantors[0].fico_score is …: ", "applicant.phone is …:")
        .contains("guarantors[0].residence_years is …: it must be from 0 to 200.")
        .doesNotContain(PERSONAL);
    assertThat(lines())
        .anyMatch(line -> line.contains("Refused a record of t"))
        .allSatisfy(line -> assertThat(line).doesNotContain(PERSONAL));
  }

  @Test
  void failedStepAndItsLogLineNameTheFieldsOnly() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/check")
                .setBody(constant(APPLICATION.getBytes(StandardCharsets.UTF_8)))
                .process(MaskingTest::parse);
            from("hatchet:step:w/read")
                .process(
                    exchange ->
                        Json.MAPPER.readValue(
                            "{\"a\": \"Jane Private 123-45-6789\"}", Numbers.class));
          }
        });
    await().atMost(PATIENCE).until(engine::hasStream);
    assertThat(error("check"))
        .contains("loan.amount is -5: ", "guarantors[0].fico_score is …: ")
        .doesNotContain(PERSONAL);
    assertThat(error("read")).contains("from String …").doesNotContain(PERSONAL);
    assertThat(lines())
        .anyMatch(line -> line.contains("Step check of run"))
        .anyMatch(line -> line.contains("InvalidFormatException"))
        .allSatisfy(line -> assertThat(line).doesNotContain(PERSONAL));
  }

  private String error(String step) {
    String task = engine.assign("w", step, UUID.randomUUID().toString(), 0, "{\"input\":{}}");
    await().atMost(PATIENCE).until(() -> !engine.outcomes(task).isEmpty());
    return engine.outcomes(task).get(0).getEventPayload();
  }

  /** What an input is read as. */
  record Numbers(int a) {}
}
