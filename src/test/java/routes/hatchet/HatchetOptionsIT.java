package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.EventRequest;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.RunEvent;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;
import routes.hatchet.testing.TestEngine;

/** What options of steps and operations do on the embedded engine. */
class HatchetOptionsIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  private final TestEngine engine = TestEngine.start();
  private final CamelContext camel = new DefaultCamelContext();
  private final HatchetComponent component = engine.component(camel);

  @AfterEach
  void close() {
    camel.stop();
    engine.close();
  }

  private void start(RouteBuilder routes) throws Exception {
    camel.addRoutes(routes);
    camel.start();
  }

  private RunHandle run(String workflow, Object input) {
    return component.client().runs().start(RunRequest.of(workflow, input));
  }

  private RunDetails details(RunHandle run) {
    return Objects.requireNonNull(component.client().runs().find(run.runId()));
  }

  private void push(String key, Map<String, Object> payload) {
    component.client().events().push(EventRequest.of(key, payload));
  }

  @Test
  void conditionsHoldBackAndLeaveOutSteps() throws Exception {
    AtomicInteger approved = new AtomicInteger();
    AtomicInteger skipped = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:gate/check").setBody(constant("{\"score\": 3}"));
            from("hatchet:step:gate/approved?parents=check&waitFor=event:go[input.n == 7]")
                .process(exchange -> approved.incrementAndGet())
                .setBody(simple("{\"n\": ${body[triggers][go][n]}}"));
            from("hatchet:step:gate/manual?parents=check&skipIf=parent:check[output.score < 10]")
                .process(exchange -> skipped.incrementAndGet())
                .setBody(constant("{}"));
            from("hatchet:step:gate/late?parents=check&waitFor=1s or event:never")
                .process(exchange -> late.incrementAndGet())
                .setBody(constant("{\"late\": true}"));
          }
        });
    RunHandle run = run("gate", Map.of());
    await().atMost(SOON).untilAtomic(late, equalTo(1));
    assertThat(approved).hasValue(0);
    push("go", Map.of("n", 1));
    push("go", Map.of("n", 7));
    RunResult result = run.result(SOON);
    assertThat(result.status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(result.output().at("/approved/n").asInt()).isEqualTo(7);
    assertThat(result.output().at("/manual/skipped").asBoolean()).isTrue();
    assertThat(skipped).hasValue(0);
  }

  @Test
  void conditionCancelsAStepThatWaits() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:stale/a").setBody(constant("{}"));
            from("hatchet:step:stale/b?parents=a&waitFor=event:never&cancelIf=1s or event:stop")
                .setBody(constant("{}"));
          }
        });
    RunResult result = run("stale", Map.of()).result(SOON);
    assertThat(result.status()).isEqualTo(TaskResult.Status.CANCELLED);
    assertThat(result.tasks().get("a").status()).isEqualTo(TaskResult.Status.COMPLETED);
  }

  @Test
  void dynamicRateLimitIsKeptForEachKey() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:limited/a?rateLimits=[input.user]=1 of [int(input.limit)] per hour")
                .setBody(constant("{}"));
          }
        });
    String one = UUID.randomUUID().toString();
    run("limited", Map.of("user", one, "limit", 1)).result(SOON);
    RunHandle beyond = run("limited", Map.of("user", one, "limit", 1));
    run("limited", Map.of("user", UUID.randomUUID().toString(), "limit", 1)).result(SOON);
    assertThat(details(beyond).done()).isFalse();
    component.client().runs().cancel(List.of(beyond.runId()));
    assertThat(beyond.result(SOON).status()).isEqualTo(TaskResult.Status.CANCELLED);
  }

  @Test
  void labelsOfTheRunningWorkerDecideWhatItGets() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:placed/a?desiredWorkerLabels=memory>=16").setBody(constant("{}"));
            from("hatchet:step:anywhere/a").setBody(constant("{}"));
            from("direct:label").to("hatchet:labels");
          }
        });
    RunHandle run = run("placed", Map.of());
    run("anywhere", Map.of()).result(SOON);
    assertThat(details(run).done()).isFalse();
    camel.createProducerTemplate().sendBody("direct:label", "memory=8");
    run("anywhere", Map.of()).result(SOON);
    assertThat(details(run).done()).isFalse();
    camel.createProducerTemplate().sendBody("direct:label", Map.of("memory", 16));
    assertThat(run.result(SOON).status()).isEqualTo(TaskResult.Status.COMPLETED);
  }

  @Test
  void runsOfAWorkflowAreFollowedFromTheirBeginningToTheirEnd() throws Exception {
    List<RunEvent> heard = new CopyOnWriteArrayList<>();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:followed/a")
                .setBody(constant("half way"))
                .to("hatchet:stream")
                .setBody(constant("{\"ok\": true}"));
            from("hatchet:step:other/a").setBody(constant("{}"));
            from("hatchet:runs:followed")
                .process(exchange -> heard.add(exchange.getMessage().getBody(RunEvent.class)));
          }
        });
    run("other", Map.of()).result(SOON);
    Set<String> begun = new HashSet<>();
    await()
        .atMost(SOON)
        .until(
            () -> {
              begun.add(run("followed", Map.of()).result(SOON).runId());
              return heard.stream().anyMatch(RunEvent::last);
            });
    RunHandle run = run("followed", Map.of());
    begun.add(run.runId());
    await().atMost(SOON).until(() -> of(run, heard).stream().anyMatch(RunEvent::last));
    assertThat(heard).extracting(RunEvent::runId).isSubsetOf(begun);
    if (!TestEngine.isRemote()) {
      // Elsewhere a run is found when some of it has passed.
      assertThat(of(run, heard))
          .extracting(RunEvent::type)
          .containsExactly(
              RunEvent.Type.STARTED,
              RunEvent.Type.STREAM,
              RunEvent.Type.COMPLETED,
              RunEvent.Type.COMPLETED);
      assertThat(of(run, heard).get(1).payload()).isEqualTo("half way");
    }
  }

  private static List<RunEvent> of(RunHandle run, List<RunEvent> heard) {
    return heard.stream().filter(event -> event.runId().equals(run.runId())).toList();
  }

  @Test
  void childThatFailsInASplitLeavesItsSiblingsTheirResults() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:lender/score")
                .choice()
                .when(simple("${body[input][n]} == 2"))
                .throwException(new IllegalArgumentException("lender is gone"))
                .end()
                .setBody(simple("{\"n\": ${body[input][n]}}"));
            from("hatchet:step:loan/spread?timeout=60s")
                .setBody(exchange -> List.of(Map.of("n", 1), Map.of("n", 2), Map.of("n", 3)))
                .split(body(), new GroupedBodyAggregationStrategy())
                .parallelProcessing()
                .to("hatchet:run:lender?wait=true&timeout=30s&failures=collect")
                .end()
                .process(
                    exchange ->
                        exchange
                            .getMessage()
                            .setBody(Map.of("lenders", exchange.getMessage().getBody(List.class))));
          }
        });
    RunResult result = run("loan", Map.of()).result(SOON);
    assertThat(result.status()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(result.output().findValuesAsText("n")).containsExactlyInAnyOrder("1", "3");
    assertThat(result.output().findValuesAsText("status")).containsExactly("FAILED");
    assertThat(result.output().findValuesAsText("error"))
        .singleElement()
        .asString()
        .contains("lender is gone");
  }

  @Test
  void childWithAnOnFailureStepTellsItsParentWhyItFailed() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:fragile/a").throwException(new IllegalArgumentException("no file"));
            from("hatchet:on-failure:fragile").setBody(constant("{\"cleaned\": true}"));
            from("hatchet:step:caller/a").to("hatchet:run:fragile?wait=true&timeout=30s");
          }
        });
    RunResult result = run("caller", Map.of()).result(SOON);
    assertThat(result.status()).isEqualTo(TaskResult.Status.FAILED);
    assertThat(result.errors()).contains("no file");
  }
}
