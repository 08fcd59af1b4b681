package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.hatchet.client.FakeEngine;
import routes.hatchet.client.TerminalException;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.RateLimitDuration;

/** Steps as routes, in the worker and over a topic. */
class HatchetRoutesTest {

  private final FakeEngine engine = new FakeEngine();
  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void component() {
    HatchetComponent component = new HatchetComponent(camel);
    component.setToken(engine.environment().get("HATCHET_CLIENT_TOKEN"));
    component.setTlsStrategy("none");
    component.setTransportUri("seda:{topic}");
    component.setRegistrationDelay(50);
    component.setStartupTimeout(30_000);
    camel.addComponent("hatchet", component);
  }

  @AfterEach
  void close() throws Exception {
    camel.close();
    engine.close();
  }

  private void start(RoutesBuilder routes) throws Exception {
    camel.addRoutes(routes);
    camel.start();
    await().atMost(Duration.ofSeconds(30)).until(engine::hasStream);
  }

  private StepActionEvent outcome(String task) {
    await().atMost(Duration.ofSeconds(30)).until(() -> !engine.outcomes(task).isEmpty());
    return engine.outcomes(task).get(0);
  }

  private static String run() {
    return UUID.randomUUID().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&topic=w.a"})
  void bodyOfTheRouteIsTheOutputOfTheStep(String topic) throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?timeout=10s" + topic)
                .routeId("w.a")
                .setBody(
                    simple(
                        "{\"application\": \"${body[input][application_id]}\", \"of\":"
                            + " \"${header.CamelHatchetWorkflowRunId}\", \"file\":"
                            + " \"${header.CamelFileName}\"}"));
          }
        });
    String run = run();
    String task =
        engine.assign("w", "a", run, 0, "{\"input\":{\"application_id\":\"x1\"},\"parents\":{}}");
    StepActionEvent outcome = outcome(task);
    assertThat(outcome.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_COMPLETED);
    assertThat(outcome.getEventPayload())
        .isEqualTo("{\"application\":\"x1\",\"of\":\"" + run + "\",\"file\":\"\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&topic=w.a"})
  void exceptionFailsTheStepByItsPolicy(String topic) throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?retries=3" + topic)
                .choice()
                .when(simple("${body[input][bad]} == true"))
                .throwException(new IllegalArgumentException("amount is missing"))
                .when(simple("${body[input][final]} == true"))
                .throwException(new TerminalException("no such lender"))
                .otherwise()
                .throwException(new IllegalStateException("database away"));
          }
        });
    StepActionEvent again =
        outcome(engine.assign("w", "a", run(), 1, "{\"input\":{\"bad\":false}}"));
    assertThat(again.getEventType()).isEqualTo(StepActionEventType.STEP_EVENT_TYPE_FAILED);
    assertThat(again.getEventPayload()).isEqualTo("database away");
    assertThat(again.getShouldNotRetry()).isFalse();
    assertThat(again.getRetryAfterMs()).isEqualTo(2000);

    StepActionEvent bad = outcome(engine.assign("w", "a", run(), 0, "{\"input\":{\"bad\":true}}"));
    assertThat(bad.getEventPayload()).isEqualTo("amount is missing");
    assertThat(bad.getShouldNotRetry()).isTrue();

    StepActionEvent last =
        outcome(engine.assign("w", "a", run(), 0, "{\"input\":{\"final\":true}}"));
    assertThat(last.getShouldNotRetry()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&topic=w.a"})
  void cancellationInterruptsTheRouteAndNothingIsReported(String topic) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?timeout=60s" + topic)
                .process(
                    exchange -> {
                      begun.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                      }
                    });
            from("hatchet:step:w/b" + (topic.isEmpty() ? "" : "?topic=w.b"))
                .setBody(simple("${null}"));
          }
        });
    String run = run();
    String task = engine.assign("w", "a", run, 0, "{\"input\":{}}");
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    engine.cancel("w", "a", run, 0);
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    outcome(engine.assign("w", "b", run, 0, "{\"input\":{}}"));
    assertThat(engine.outcomes(task)).isEmpty();
  }

  @Test
  void definitionIsGatheredFromAllRoutes() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/b?parents=a&timeout=300s&retries=3&onEvents=x:y")
                .setBody(simple("${null}"));
            from("hatchet:step:w/a?description=Says it").setBody(simple("${null}"));
            from("hatchet:on-failure:w").setBody(simple("${null}"));
          }
        });
    assertThat(engine.workflows).hasSize(1);
    var put = engine.workflows.get(0);
    assertThat(put.getName()).isEqualTo("w");
    assertThat(put.getDescription()).isEqualTo("Says it");
    assertThat(put.getEventTriggersList()).containsExactly("x:y");
    assertThat(put.getTasksList()).extracting(t -> t.getReadableId()).containsExactly("a", "b");
    assertThat(put.getTasks(1).getParentsList()).containsExactly("a");
    assertThat(put.getTasks(1).getTimeout()).isEqualTo("300s");
    assertThat(put.getTasks(1).getBackoffMaxSeconds()).isEqualTo(30);
    assertThat(put.getOnFailureTask().getReadableId()).isEqualTo("on-failure");
    assertThat(engine.registrations.get(0).getActionsList())
        .containsExactly("w:a", "w:b", "w:on-failure");
    assertThat(engine.registrations.get(0).getSlotConfigMap()).containsEntry("default", 100);
  }

  @Test
  void producerStartsRunsAndPushesEvents() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").setBody(simple("${null}"));
            from("direct:run").to("hatchet:run:w?metadata.source=test");
            from("direct:event").to("hatchet:event:loan:application:uploaded?scope=s");
          }
        });
    var run =
        camel
            .createFluentProducerTemplate()
            .to("direct:run")
            .withBody(Map.of("n", 1))
            .request(Exchange.class);
    assertThat(run.getMessage().getBody().toString()).startsWith("{workflow_run_id=");
    assertThat(run.getMessage().getHeader(HatchetConstants.WORKFLOW_RUN_ID)).isNotNull();
    assertThat(engine.triggers.get(0).getInput()).isEqualTo("{\"n\":1}");
    assertThat(engine.triggers.get(0).getAdditionalMetadata()).isEqualTo("{\"source\":\"test\"}");
    camel.createProducerTemplate().sendBody("direct:event", "{\"id\": 7}");
    assertThat(engine.events.get(0).getKey()).isEqualTo("loan:application:uploaded");
    assertThat(engine.events.get(0).getPayload()).isEqualTo("{\"id\":7}");
    assertThat(engine.events.get(0).getScope()).isEqualTo("s");
  }

  @Test
  void rateLimitsThatRoutesSetAreKnownBeforeTheWorkflowsThatNeedThem() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a?rateLimits=llm=2").setBody(constant("{}"));
            from("direct:later").to("hatchet:rate-limit:llm?limit=10&window=minute");
          }
        });
    assertThat(engine.rateLimits).extracting(PutRateLimitRequest::getKey).contains("llm");
    assertThat(engine.rateLimits.get(0).getLimit()).isEqualTo(10);
    assertThat(engine.rateLimits.get(0).getDuration()).isEqualTo(RateLimitDuration.MINUTE);
    assertThat(engine.workflows).isNotEmpty();
    assertThat(engine.unknownRateLimits).isEmpty();
  }
}
