package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.console.DefaultDevConsoleRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.event.HatchetEvent;
import routes.hatchet.event.HatchetStepEvent;
import routes.hatchet.event.HatchetWorkerEvent;

/** What operators see: MBeans, health, events and the developer's console. */
class HatchetManagementTest {

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<HatchetEvent> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    go.countDown();
    fake.close();
  }

  private void start() throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").routeId("w.a").setBody(constant("{}"));
            from("hatchet:step:w/bad?parents=a")
                .routeId("w.bad")
                .throwException(new IllegalArgumentException("no"));
            from("hatchet:step:w/slow")
                .routeId("w.slow")
                .process(exchange -> go.await())
                .setBody(constant("{}"));
          }
        });
  }

  private void run(String step, int retry) {
    fake.outcome(fake.engine.assign("w", step, CamelOnFakeEngine.run(), retry, "{\"input\":{}}"));
  }

  private Object attribute(String type, String name, String attribute) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> found =
        server.queryNames(
            new ObjectName(
                "org.apache.camel:context="
                    + fake.camel.getManagementName()
                    + ",type="
                    + type
                    + ",name="
                    + name),
            null);
    assertThat(found).hasSize(1);
    return server.getAttribute(found.iterator().next(), attribute);
  }

  @Test
  void componentShowsItsWorkerInJmx() throws Exception {
    start();
    run("a", 0);
    run("a", 2);
    run("bad", 0);
    fake.engine.assign("w", "slow", CamelOnFakeEngine.run(), 0, "{\"input\":{}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> attribute("components", "\"hatchet\"", "InFlight").equals(1));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> attribute("components", "\"hatchet\"", "Live").equals(true));
    Map<String, Object> expected =
        Map.of(
            "WorkerId", fake.engine.workerIds.get(0),
            "StreamState", "OPEN",
            "Completed", 2L,
            "Failed", 1L,
            "Retried", 1L,
            "Cancelled", 0L,
            "Assigned", 4L,
            "Address", "127.0.0.1:" + fake.engine.port());
    for (Map.Entry<String, Object> entry : expected.entrySet()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(attribute("components", "\"hatchet\"", entry.getKey()))
                      .as(entry.getKey())
                      .isEqualTo(entry.getValue()));
    }
    assertThat(Instant.parse((String) attribute("components", "\"hatchet\"", "LastHeartbeat")))
        .isBefore(Instant.now());
  }

  @Test
  void consumersShowTheirStepsInJmx() throws Exception {
    start();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> consumers =
        server.queryNames(
            new ObjectName(
                "org.apache.camel:context="
                    + fake.camel.getManagementName()
                    + ",type=consumers,name=HatchetConsumer*"),
            null);
    assertThat(consumers)
        .extracting(name -> server.getAttribute(name, "Step"))
        .containsExactlyInAnyOrder("w/a", "w/bad", "w/slow");
    for (ObjectName consumer : consumers) {
      assertThat(server.getAttribute(consumer, "WorkerId")).isEqualTo(fake.engine.workerIds.get(0));
      assertThat(server.getAttribute(consumer, "StreamState")).isEqualTo("OPEN");
    }
    assertThat(consumers)
        .extracting(name -> server.getAttribute(name, "Parents"))
        .containsOnlyOnce("a");
  }

  @Test
  void readinessFollowsTheStreamAndLivenessDoesNot() throws Exception {
    HealthCheckRegistry registry = new DefaultHealthCheckRegistry(fake.camel);
    fake.camel.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
    fake.camel.addService(registry);
    registry.register(registry.resolveById("consumers"));
    start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(readiness()).containsOnly(HealthCheck.State.UP));
    assertThat(readiness()).hasSize(3);
    assertThat(liveness()).containsExactly(HealthCheck.State.UP);

    fake.engine.forgetWorkers = true;
    fake.engine.endStreams(Status.UNAVAILABLE);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(readiness()).contains(HealthCheck.State.DOWN));
    assertThat(liveness()).containsExactly(HealthCheck.State.UP);

    fake.engine.forgetWorkers = false;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(readiness()).containsOnly(HealthCheck.State.UP));
  }

  private List<HealthCheck.State> readiness() {
    return HealthCheckRegistry.get(fake.camel).stream()
        .filter(HealthCheck::isReadiness)
        .filter(check -> check.getId().startsWith("consumer:w."))
        .map(check -> check.callReadiness().getState())
        .toList();
  }

  private List<HealthCheck.State> liveness() {
    return HealthCheckRegistry.get(fake.camel).stream()
        .filter(HealthCheck::isLiveness)
        .filter(check -> check.getId().startsWith("hatchet-"))
        .map(check -> check.callLiveness().getState())
        .toList();
  }

  @Test
  void workerThatNoLongerTriesIsNotAlive() {
    Instant now = Instant.parse("2026-01-31T09:00:00Z");
    assertThat(HatchetLivenessCheck.problem(null, now)).isNull();
    assertThat(HatchetLivenessCheck.problem(now.minusSeconds(59), now)).isNull();
    assertThat(HatchetLivenessCheck.problem(now.minusSeconds(61), now))
        .isEqualTo(
            "The Hatchet worker has not tried to send a heartbeat since 2026-01-31T08:58:59Z:"
                + " restart the process.");
  }

  @Test
  void eventNotifiersHearOfStepsAndOfTheStream() throws Exception {
    fake.camel
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              @Override
              public void notify(CamelEvent event) {
                if (event instanceof HatchetEvent ours) {
                  events.add(ours);
                }
              }
            });
    start();
    run("a", 0);
    run("bad", 1);
    String run = CamelOnFakeEngine.run();
    fake.engine.assign("w", "slow", run, 0, "{\"input\":{}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> fake.component.runtime().worker().status().inFlight() == 1);
    fake.engine.cancel("w", "slow", run, 0);
    fake.engine.endStreams(null);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(steps("w:a"))
                  .containsExactly(HatchetStepEvent.Kind.ASSIGNED, HatchetStepEvent.Kind.COMPLETED);
              assertThat(steps("w:bad"))
                  .containsExactly(HatchetStepEvent.Kind.ASSIGNED, HatchetStepEvent.Kind.FAILED);
              assertThat(steps("w:slow"))
                  .containsExactly(HatchetStepEvent.Kind.ASSIGNED, HatchetStepEvent.Kind.CANCELLED);
              assertThat(events).anyMatch(HatchetWorkerEvent.class::isInstance);
            });
    assertThat(events)
        .allMatch(event -> event.getType() == CamelEvent.Type.Custom)
        .allMatch(event -> event.getContext() == fake.camel)
        .allMatch(event -> event.getTimestamp() > 0);
    assertThat(events).extracting(Object::toString).anyMatch(text -> text.contains("attempt 1"));
  }

  private List<HatchetStepEvent.Kind> steps(String action) {
    return events.stream()
        .filter(HatchetStepEvent.class::isInstance)
        .map(HatchetStepEvent.class::cast)
        .filter(event -> event.action().equals(action))
        .map(HatchetStepEvent::kind)
        .toList();
  }

  @Test
  void consoleShowsWorkerAndSteps() throws Exception {
    start();
    run("a", 1);
    DefaultDevConsoleRegistry registry = new DefaultDevConsoleRegistry(fake.camel);
    DevConsole console = registry.resolveById("hatchet");
    assertThat(console).isNotNull();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat((String) console.call(DevConsole.MediaType.TEXT))
                    .contains("stream OPEN", "completed 1", "retried 1", "w/bad (route w.bad)"));
    JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON);
    assertThat(json.toJson()).contains("\"retried\":1", "\"step\":\"w\\/bad\"", "\"live\":");
  }
}
