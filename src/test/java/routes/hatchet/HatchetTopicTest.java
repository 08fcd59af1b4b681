package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.Json;
import routes.hatchet.step.HandOverMessage;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;

/** What a topic may do to an attempt: bring it twice. */
class HatchetTopicTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CamelOnFakeEngine app = new CamelOnFakeEngine();

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void secondCopyOfARunningAttemptWaitsForItsOutcomeAndIsCommittedAfterIt() throws Exception {
    AtomicInteger executions = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    app.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?topic=w.a&consumersCount=3&timeout=60s")
                .process(
                    exchange -> {
                      executions.incrementAndGet();
                      end.await();
                    })
                .setBody(constant("{}"));
          }
        });
    List<Integer> outcomesAtCommit = new CopyOnWriteArrayList<>();
    KafkaManualCommit commit = () -> outcomesAtCommit.add(app.engine.outcomes("task").size());
    deliver(Instant.now(), commit);
    await().atMost(PATIENCE).until(() -> executions.get() == 1);
    deliver(Instant.now(), commit);
    // Older than its timeout and unknown to the engine: elsewhere it would be dropped.
    deliver(Instant.now().minusSeconds(120), commit);
    await().atMost(PATIENCE).until(() -> dropped() == 2);
    end.countDown();
    await().atMost(PATIENCE).until(() -> outcomesAtCommit.size() == 3);
    assertThat(outcomesAtCommit).containsOnly(1);
    assertThat(executions).hasValue(1);
    assertThat(app.engine.outcomes("task"))
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(outcome.getEventType())
                    .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED));
  }

  @Test
  void stepOfATopicExtendsItselfAsFarAsItsConsumerIsHeldForAliveAndNoFurther() throws Exception {
    app.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?topic=w.a&timeout=2m&retries=3")
                .to("hatchet:refresh-timeout?timeout=4m")
                .choice()
                .when(simple("${body[input][again]} == true"))
                .to("hatchet:refresh-timeout?timeout=1s")
                .end()
                .setBody(constant("{}"));
            from("hatchet:step:w/c?topic=w.c&timeout=2m&longestTime=1h")
                .to("hatchet:refresh-timeout?timeout=50m")
                .setBody(constant("{}"));
            from("hatchet:step:w/b?timeout=2m")
                .to("hatchet:refresh-timeout?timeout=24h")
                .setBody(constant("{}"));
          }
        });
    String run = CamelOnFakeEngine.run();
    assertThat(app.outcome(app.engine.assign("w", "a", run, 0, "{}")).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(app.outcome(app.engine.assign("w", "b", run, 0, "{}")).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(app.outcome(app.engine.assign("w", "c", run, 0, "{}")).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    StepActionEvent refused =
        app.outcome(
            app.engine.assign(
                "w", "a", CamelOnFakeEngine.run(), 0, "{\"input\":{\"again\":true}}"));
    assertThat(refused.getEventPayload())
        .startsWith("Step a may not be given 1s more: it came over a topic, where an attempt may")
        .contains("360s in all");
    assertThat(refused.getShouldNotRetry()).isTrue();
  }

  private long dropped() {
    return app.component.runtime().worker().counters().count(Disposition.STALE);
  }

  private void deliver(Instant assignedAt, KafkaManualCommit commit) {
    AssignedTask task =
        new AssignedTask(
            "run",
            "task",
            0,
            "w:a",
            "step-a",
            "a",
            "worker",
            Json.MAPPER.createObjectNode(),
            Json.MAPPER.createObjectNode(),
            null,
            null,
            null,
            null,
            null,
            1,
            assignedAt);
    HandOverMessage message =
        new HandOverMessage(1, HandOverMessage.Kind.ATTEMPT, "another process", task, null);
    app.camel
        .createProducerTemplate()
        .sendBodyAndHeaders(
            "seda:w.a",
            Json.write(message).getBytes(StandardCharsets.UTF_8),
            Map.of(KafkaConstants.MANUAL_COMMIT, commit));
  }
}
