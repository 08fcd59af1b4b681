package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServersConfiguration;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.FakeEngine;
import routes.hatchet.client.WorkerCounters;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;

/** Steps over a real Kafka: two processes, of which one is assigned what the other runs. */
class KafkaStepIT {

  @TempDir static Path directory;
  private static @Nullable EmbeddedServers servers;
  private static String brokers = "";

  private final FakeEngine engine = new FakeEngine();
  private final List<CamelContext> contexts = new ArrayList<>();

  @BeforeAll
  static void kafka() throws Exception {
    EmbeddedServers started =
        EmbeddedServers.start(
            new EmbeddedServersConfiguration(directory, "127.0.0.1", 0, 0, 0),
            Set.of(EmbeddedServers.Kind.KAFKA),
            "test");
    servers = started;
    brokers = String.valueOf(started.addresses().kafkaBrokers());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic : List.of("w.a", "w.b", "w.c", "w.d", "hatchet.control")) {
        topics.add(new NewTopic(topic, 2, (short) 1));
        topics.add(new NewTopic(topic + ".dlq", 1, (short) 1));
      }
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void end() {
    if (servers != null) {
      servers.close();
    }
  }

  @AfterEach
  void close() throws Exception {
    for (CamelContext context : contexts) {
      context.close();
    }
    engine.close();
  }

  private CamelContext process(RouteBuilder routes) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    HatchetComponent component = new HatchetComponent(camel);
    component.setToken(engine.environment().get("HATCHET_CLIENT_TOKEN"));
    component.setTlsStrategy("none");
    camel.addComponent("hatchet", component);
    KafkaComponent kafka = new KafkaComponent(camel);
    kafka.getConfiguration().setBrokers(brokers);
    camel.addComponent("kafka", kafka);
    camel.addRoutes(routes);
    contexts.add(camel);
    camel.start();
    return camel;
  }

  private StepActionEvent outcome(String task) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !engine.outcomes(task).isEmpty());
    return engine.outcomes(task).get(0);
  }

  private static String run() {
    return UUID.randomUUID().toString();
  }

  @Test
  void attemptsAreRunByWhoeverTakesThemAndCancelledThere() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    // The one that runs the steps; its own worker is soon an old one.
    process(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?topic=w.a&timeout=30s")
                .choice()
                .when(simple("${body[input][hang]} == true"))
                .process(
                    exchange -> {
                      begun.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                      }
                    })
                .otherwise()
                .setBody(simple("{\"attempt\": ${header.CamelHatchetRetryCount}}"));
          }
        });
    // The one that the engine assigns them to: it takes none itself.
    CamelContext assigned =
        process(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("hatchet:step:w/a?topic=w.a&timeout=30s")
                    .routeId("idle")
                    .setBody(constant("[]"));
              }
            });
    await().atMost(Duration.ofSeconds(60)).until(engine::hasStream);
    for (var owner : assigned.getComponent("hatchet", HatchetComponent.class).steps().open()) {
      ((HatchetConsumer) owner).closeTopic();
    }
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(engine.assign("w", "a", run(), i % 3, "{\"input\":{\"n\":1}}"));
    }
    for (String task : tasks) {
      assertThat(outcome(task).getEventType())
          .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    }
    String run = run();
    String hanging = engine.assign("w", "a", run, 0, "{\"input\":{\"hang\":true}}");
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    engine.cancel("w", "a", run, 0);
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    outcome(engine.assign("w", "a", run(), 0, "{\"input\":{}}"));
    assertThat(engine.outcomes(hanging)).isEmpty();
    tasks.forEach(task -> assertThat(engine.outcomes(task)).hasSize(1));
  }

  @Test
  void rebalanceWhileAStepRunsNeitherEndsItNorRunsItTwice() throws Exception {
    AtomicInteger executions = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    CamelContext running =
        process(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("hatchet:step:w/c?topic=w.c&timeout=60s")
                    .process(
                        exchange -> {
                          executions.incrementAndGet();
                          end.await();
                        })
                    .setBody(constant("{}"));
              }
            });
    CamelContext assigned =
        process(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("hatchet:step:w/c?topic=w.c&timeout=60s")
                    .routeId("idle")
                    .setBody(constant("[]"));
              }
            });
    await().atMost(Duration.ofSeconds(60)).until(engine::hasStream);
    for (var owner : assigned.getComponent("hatchet", HatchetComponent.class).steps().open()) {
      ((HatchetConsumer) owner).closeTopic();
    }
    String task = engine.assign("w", "c", run(), 0, "{\"input\":{}}");
    await().atMost(Duration.ofSeconds(60)).until(() -> executions.get() == 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin
          .removeMembersFromConsumerGroup("w.c", new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get(30, TimeUnit.SECONDS);
      WorkerCounters counters =
          running.getComponent("hatchet", HatchetComponent.class).runtime().worker().counters();
      await().atMost(Duration.ofSeconds(60)).until(() -> counters.count(Disposition.STALE) >= 1);
      assertThat(committed(admin, "w.c")).isZero();
      end.countDown();
      assertThat(outcome(task).getEventType())
          .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
      await().atMost(Duration.ofSeconds(60)).until(() -> committed(admin, "w.c") == 1);
    }
    assertThat(executions).hasValue(1);
    assertThat(engine.outcomes(task)).hasSize(1);
  }

  @Test
  void stepThatExtendsItselfKeepsItsConsumerAndRunsOnce() throws Exception {
    AtomicInteger executions = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    CamelContext camel =
        process(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("hatchet:step:w/d?topic=w.d&timeout=500ms")
                    .process(exchange -> executions.incrementAndGet())
                    .to("hatchet:refresh-timeout?timeout=4m")
                    .process(exchange -> end.await())
                    .setBody(constant("{}"));
              }
            });
    await().atMost(Duration.ofSeconds(60)).until(engine::hasStream);
    assertThat(camel.getEndpoints())
        .filteredOn(KafkaEndpoint.class::isInstance)
        .map(endpoint -> ((KafkaEndpoint) endpoint).getConfiguration())
        .filteredOn(configuration -> "w.d".equals(configuration.getGroupId()))
        .singleElement()
        .satisfies(
            configuration ->
                assertThat(Duration.ofMillis(configuration.getMaxPollIntervalMs()))
                    .isEqualTo(Duration.ofMinutes(7)));
    String task = engine.assign("w", "d", run(), 0, "{\"input\":{}}");
    // Longer than the timeout and the grace after it.
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .until(() -> engine.outcomes(task).isEmpty());
    end.countDown();
    assertThat(outcome(task).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(executions).hasValue(1);
  }

  private static long committed(Admin admin, String group) throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(30, TimeUnit.SECONDS)
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  @Test
  void poisonOnTheTopicIsPutAsideWithItsReasonAndTheNextOneRuns() throws Exception {
    process(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/b?topic=w.b&timeout=30s").setBody(constant("{}"));
          }
        });
    await().atMost(Duration.ofSeconds(60)).until(engine::hasStream);
    List<byte[]> poison =
        List.of(
            "no json".getBytes(StandardCharsets.UTF_8),
            "{\"version\":2}".getBytes(StandardCharsets.UTF_8),
            new byte[] {0, (byte) 0xff},
            "[[[[".getBytes(StandardCharsets.UTF_8));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] message : poison) {
        producer.send(new ProducerRecord<>("w.b", 0, null, message)).get(60, TimeUnit.SECONDS);
      }
    }
    List<ConsumerRecord<byte[], byte[]>> aside = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers, "group.id", run(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("w.b.dlq"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(aside::add);
                return aside.size() >= poison.size();
              });
    }
    assertThat(aside).extracting(ConsumerRecord::value).containsExactlyElementsOf(poison);
    assertThat(aside)
        .allSatisfy(
            record ->
                assertThat(
                        new String(
                            record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                    .startsWith("The message"));
    assertThat(outcome(engine.assign("w", "b", run(), 0, "{\"input\":{}}")).getEventType())
        .isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
  }
}
