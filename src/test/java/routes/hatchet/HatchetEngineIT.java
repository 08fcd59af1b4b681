package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;
import routes.hatchet.testing.TestEngine;

/**
 * The component against the embedded engine: definitions, runs, retries, children, live changes.
 */
class HatchetEngineIT {

  private final TestEngine engine = TestEngine.start();
  private final CamelContext camel = new DefaultCamelContext();
  private final HatchetComponent component = engine.component(camel);

  @AfterEach
  void close() throws Exception {
    camel.close();
    engine.close();
  }

  private void routes(RouteBuilder routes) throws Exception {
    camel.addRoutes(routes);
    if (!camel.isStarted()) {
      camel.start();
    }
  }

  private RunResult run(String workflow, Object input) throws InterruptedException {
    return component
        .client()
        .runs()
        .start(RunRequest.of(workflow, input))
        .result(Duration.ofSeconds(30));
  }

  @Test
  void stepsSeeInputAndParentsInTheWorkerAndOverATopic() throws Exception {
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:matching/prepare?topic=matching.prepare")
                .setBody(simple("{\"id\": \"${body[input][application_id]}\"}"));
            from("hatchet:step:matching/calculate?parents=prepare")
                .setBody(simple("{\"scored\": \"${body[parents][prepare][id]}\"}"));
            from("hatchet:step:matching/finish?parents=calculate&topic=matching.finish")
                .setBody(simple("{\"done\": \"${body[parents][calculate][scored]}\"}"));
          }
        });
    RunResult result = run("matching", Map.of("application_id", "x7"));
    assertThat(result.status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(result.output().at("/finish/done").asText()).isEqualTo("x7");
  }

  /** One after the other on their topic; the last begins after its step's time has passed. */
  @Test
  void attemptThatWaitsForItsTurnOnTheTopicHasTheWholeTimeOfItsStep() throws Exception {
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:burst/a?topic=burst.a&timeout=2s")
                .delay(900)
                .setBody(constant("{}"));
          }
        });
    List<RunHandle> runs =
        Stream.generate(() -> component.client().runs().start(RunRequest.of("burst", Map.of())))
            .limit(6)
            .toList();
    for (RunHandle run : runs) {
      assertThat(run.result(Duration.ofSeconds(30)).status())
          .isEqualTo(TaskResult.Status.COMPLETED);
    }
  }

  @Test
  void failedStepIsTriedAgainAndOnFailureSeesTheErrorOfOneThatFailsForGood() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Map<Object, Object> errors = new ConcurrentHashMap<>();
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:flaky/a?retries=3&backoffMaxSeconds=1")
                .process(
                    exchange -> {
                      if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                      }
                    })
                .setBody(constant("{\"ok\": true}"));
            from("hatchet:step:broken/a?retries=3")
                .throwException(new IllegalArgumentException("amount is missing"));
            from("hatchet:on-failure:broken")
                .process(
                    exchange ->
                        errors.putAll(
                            (Map<?, ?>)
                                exchange.getMessage().getBody(Map.class).get("step_run_errors")))
                .setBody(constant("{}"));
          }
        });
    assertThat(run("flaky", Map.of()).status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(attempts).hasValue(3);
    RunResult broken = run("broken", Map.of());
    assertThat(broken.status()).isEqualTo(TaskResult.Status.FAILED);
    assertThat(broken.errors()).contains("amount is missing");
    assertThat(errors).containsEntry("a", "amount is missing");
  }

  @Test
  void eventStartsTheWorkflowAndUnknownNamesAreRefusedWithTheNearest() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:DiarizationPipeline/a?onEvents=loan:application:uploaded")
                .process(exchange -> ran.countDown())
                .setBody(simple("{\"key\": \"${header.CamelHatchetEventKey}\"}"));
            from("direct:event").to("hatchet:event:loan:application:uploaded");
            from("direct:run").to("hatchet:run:DiarizationPipeline?wait=true&timeout=20s");
          }
        });
    camel.createProducerTemplate().sendBody("direct:event", Map.of("application_id", "a1"));
    assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
    Object result = camel.createProducerTemplate().requestBody("direct:run", Map.of());
    assertThat(result.toString()).isEqualTo("{key=}");
    assertThatThrownBy(
            () -> component.client().runs().start(RunRequest.of("diarizationpipeline", null)))
        .isInstanceOf(HatchetException.class)
        .hasMessage(
            "workflow names not found: diarizationpipeline; the nearest registered name is"
                + " DiarizationPipeline");
  }

  @Test
  void childrenOfAParallelSplitAreFoundAgainByTheNextAttempt() throws Exception {
    AtomicInteger children = new AtomicInteger();
    AtomicInteger attempts = new AtomicInteger();
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:child/work")
                .process(exchange -> children.incrementAndGet())
                .setBody(simple("{\"n\": ${body[input][n]}}"));
            from("hatchet:step:parent/spread?retries=2&backoffMaxSeconds=1&timeout=60s")
                .setBody(
                    exchange ->
                        List.of(Map.of("n", 1), Map.of("n", 2), Map.of("n", 3), Map.of("n", 4)))
                .split(body(), new GroupedBodyAggregationStrategy())
                .parallelProcessing()
                .to("hatchet:run:child?wait=true&timeout=30s")
                .end()
                .process(
                    exchange -> {
                      if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("after the children");
                      }
                      exchange
                          .getMessage()
                          .setBody(Map.of("children", exchange.getMessage().getBody(List.class)));
                    });
          }
        });
    RunResult result = run("parent", Map.of());
    assertThat(result.status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(attempts).hasValue(2);
    assertThat(children).hasValue(4);
    assertThat(result.output().findValuesAsText("n")).containsExactlyInAnyOrder("1", "2", "3", "4");
  }

  @Test
  void stepAddedWhileRunningBecomesPartOfTheWorkflowAndABrokenOneLeavesItAsItWas()
      throws Exception {
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:live/a").routeId("live.a").setBody(constant("{\"v\": 1}"));
          }
        });
    assertThat(run("live", Map.of()).tasks()).containsOnlyKeys("a");
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:live/b?parents=a").routeId("live.b").setBody(constant("{\"v\": 2}"));
          }
        });
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(run("live", Map.of()).tasks()).containsOnlyKeys("a", "b"));
    camel.getRouteController().stopRoute("live.b");
    camel.removeRoute("live.b");
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:live/c?parents=nobody").routeId("live.c").setBody(constant("{}"));
          }
        });
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:live/b?parents=a").routeId("live.b").setBody(constant("{\"v\": 3}"));
          }
        });
    RunResult result = run("live", Map.of());
    assertThat(result.tasks()).containsOnlyKeys("a", "b");
  }

  /** As Hawtio's buttons do it. */
  @Test
  void aWorkflowGrowsAfterARouteOfItWasStoppedAndStartedAgain() throws Exception {
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:again/a").routeId("again.a").setBody(constant("{}"));
          }
        });
    assertThat(run("again", Map.of()).tasks()).containsOnlyKeys("a");
    camel.getRouteController().stopRoute("again.a");
    camel.getRouteController().startRoute("again.a");
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:again/b?parents=a").routeId("again.b").setBody(constant("{}"));
          }
        });
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(run("again", Map.of()).tasks()).containsOnlyKeys("a", "b"));
  }

  @Test
  void cancelledRunInterruptsItsStepAndStatusTells() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:long/a?timeout=60s&topic=long.a")
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
            from("direct:cancel").to("hatchet:cancel");
            from("direct:status").to("hatchet:status");
          }
        });
    RunHandle run = component.client().runs().start(RunRequest.of("long", Map.of()));
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    camel.createProducerTemplate().sendBody("direct:cancel", run.runId());
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.result(Duration.ofSeconds(20)).status()).isEqualTo(TaskResult.Status.CANCELLED);
    await().until(() -> component.runtime().worker().counters().count(Disposition.CANCELLED) == 1);
    assertThat(camel.createProducerTemplate().requestBody("direct:status", run.runId()).toString())
        .contains("status=CANCELLED", "done=true");
  }

  @Test
  void engineThatIsRestartedLosesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:durable/a?timeout=60s&retries=1")
                .process(
                    exchange -> {
                      begun.countDown();
                      go.await();
                    })
                .setBody(constant("{\"survived\": true}"));
          }
        });
    RunHandle run = component.client().runs().start(RunRequest.of("durable", Map.of()));
    var waiting = run.result();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    engine.stop();
    go.countDown();
    engine.startAgain();
    assertThat(waiting.get(30, TimeUnit.SECONDS).output().path("survived").asBoolean()).isTrue();
  }

  @Test
  void wrongDefinitionStopsTheStartWithTheRoutesInTheSentence() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:circle/a?parents=b").routeId("one").setBody(constant("{}"));
            from("hatchet:step:circle/b?parents=a").routeId("two").setBody(constant("{}"));
          }
        });
    assertThatThrownBy(camel::start)
        .hasMessage(
            "The steps of workflow circle wait for each other in a circle: a (route one) after b"
                + " (route two) after a (route one). Remove one of these parents.");
  }

  @Test
  void wrongOptionIsToldWithTheNearestRightOne() {
    assertThatThrownBy(() -> camel.getEndpoint("hatchet:step:w/a?retires=3"))
        .rootCause()
        .hasMessage("hatchet://step:w/a has no option retires; the nearest is retries.");
    assertThatThrownBy(() -> camel.getEndpoint("hatchet:stepp:w/a"))
        .rootCause()
        .hasMessageContaining("the nearest is hatchet:step");
  }

  @Test
  void logOfAStepReachesTheEngineAndOutsideOfOneItIsRefused() throws Exception {
    routes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:logs/a?timeout=20s")
                .setBody(constant("half way"))
                .to("hatchet:log?level=WARN")
                .to("hatchet:refresh-timeout?timeout=30s")
                .setBody(constant("{}"));
            from("direct:log").to("hatchet:log");
          }
        });
    assertThat(run("logs", Map.of()).status()).isEqualTo(TaskResult.Status.COMPLETED);
    Exchange refused =
        camel
            .createProducerTemplate()
            .request("direct:log", exchange -> exchange.getMessage().setBody("x"));
    assertThat(refused.getException()).hasMessageContaining("works inside a step only");
  }
}
