package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.FakeEngine;
import routes.protocol.v1.CreateWorkflowVersionRequest;

/** Which records wait, and which are put aside, by the policy of the event routes. */
class EventErrorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeEngine engine = new FakeEngine();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    engine.workflows.add(CreateWorkflowVersionRequest.newBuilder().setName("w").build());
    HatchetComponent hatchet = new HatchetComponent(camel);
    hatchet.setToken(engine.environment().get("HATCHET_CLIENT_TOKEN"));
    hatchet.setTlsStrategy("none");
    camel.addComponent("hatchet", hatchet);
    HealthCheckRegistry checks = new DefaultHealthCheckRegistry(camel);
    camel.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, checks);
    camel.addService(checks);
    String policies =
        Files.readString(Path.of("src/main/resources/camel/errors.camel.yaml"))
            .replace("kafka:dead.letters", "mock:dead.letters");
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromBytes(
                "errors.camel.yaml", policies.getBytes(StandardCharsets.UTF_8)));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").routeConfigurationId("event-errors").to("hatchet:run:w");
          }
        });
    camel.start();
  }

  @AfterEach
  void close() throws Exception {
    camel.close();
    engine.close();
  }

  private CompletableFuture<Exchange> record() {
    return camel
        .createProducerTemplate()
        .asyncSend(
            "direct:in",
            exchange -> {
              exchange.getMessage().setBody("{\"a\":1}");
              exchange.getMessage().setHeader(KafkaConstants.TOPIC, "t");
            });
  }

  private int putAside() {
    return camel.getEndpoint("mock:dead.letters", MockEndpoint.class).getReceivedCounter();
  }

  private HealthCheck.State readiness() {
    return HealthCheckRegistry.get(camel)
        .getCheck("hatchet-token")
        .map(check -> check.callReadiness().getState())
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAUTHENTICATED", "RESOURCE_EXHAUSTED", "INTERNAL", "ABORTED", "UNAVAILABLE"})
  void recordWaitsWhileTheEngineTurnsItAway(Status.Code code) {
    engine.refusedInputs.put("a", code.toStatus().asRuntimeException());
    CompletableFuture<Exchange> record = record();
    await().atMost(PATIENCE).until(() -> engine.triggers.size() >= 2 || record.isDone());
    assertThat(record).isNotDone();
    assertThat(readiness())
        .isEqualTo(
            code == Status.Code.UNAUTHENTICATED ? HealthCheck.State.DOWN : HealthCheck.State.UP);
    engine.refusedInputs.clear();
    await().atMost(PATIENCE).until(record::isDone);
    assertThat(record.join().getException()).isNull();
    assertThat(putAside()).isZero();
    await().atMost(PATIENCE).until(() -> readiness() == HealthCheck.State.UP);
  }

  @Test
  void recordThatTheEngineWillNeverTakeIsPutAside() {
    engine.refusedInputs.put(
        "a", Status.INVALID_ARGUMENT.withDescription("no such thing").asRuntimeException());
    await().atMost(PATIENCE).until(record()::isDone);
    assertThat(putAside()).isEqualTo(1);
    assertThat(engine.triggers).hasSize(1);
  }
}
