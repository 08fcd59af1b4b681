package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.LogLine;
import routes.hatchet.client.RunGraph;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunPage;
import routes.hatchet.client.RunQuery;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunSummary;
import routes.hatchet.client.Runs;
import routes.hatchet.testing.TestEngine;
import routes.protocol.v1.RunStatus;

/** What the client tells of runs: lists, graphs and logs. */
class RunListsIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final TestEngine ENGINE = TestEngine.start();
  private static final CamelContext CAMEL = new DefaultCamelContext();
  private final Instant began = Instant.now().minusSeconds(60);
  private static Runs runs;

  @BeforeAll
  static void start() throws Exception {
    HatchetComponent component = ENGINE.component(CAMEL);
    CAMEL.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:diamond/first")
                .to("hatchet:log?level=WARN")
                .setBody(constant("{\"n\": 1}"));
            from("hatchet:step:diamond/left?parents=first")
                .log(LoggingLevel.WARN, "From ${header.CamelHatchetStepName}")
                .to("direct:beside")
                .setBody(constant("{}"));
            from("direct:beside").log(LoggingLevel.ERROR, "From beside");
            from("hatchet:step:diamond/right?parents=first")
                .setBody(constant("{}"))
                .to("hatchet:run:leaf?wait=true")
                .setBody(constant("{}"));
            from("hatchet:step:diamond/last?parents=left,right").setBody(constant("{}"));
            from("hatchet:step:leaf/only").setBody(constant("{}"));
            from("hatchet:step:broken/a?retries=1")
                .throwException(new IllegalStateException("The disk is full."));
            from("hatchet:step:broken/b?parents=a").setBody(constant("{}"));
          }
        });
    CAMEL.start();
    runs = component.client().runs();
  }

  @AfterAll
  static void end() {
    CAMEL.stop();
    ENGINE.close();
  }

  private static RunHandle run(String workflow) {
    return runs.start(RunRequest.of(workflow, Map.of("hello", "there")));
  }

  @Test
  void aRunIsToldWithItsGraphItsChildrenAndItsLog() throws Exception {
    RunHandle run = run("diamond");
    run.result(SOON);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(graph(run).run().status()).isEqualTo(RunStatus.COMPLETED));
    RunGraph graph = graph(run);
    assertThat(graph.run().runId()).isEqualTo(run.runId());
    assertThat(graph.run().workflow()).isEqualTo("diamond");
    assertThat(graph.run().took()).isPositive();
    assertThat(graph.steps())
        .extracting(RunGraph.Step::name)
        .containsExactlyInAnyOrder("first", "left", "right", "last");
    assertThat(step(graph, "first").parents()).isEmpty();
    assertThat(step(graph, "last").parents()).containsExactlyInAnyOrder("left", "right");
    assertThat(step(graph, "last").startedAt()).isAfterOrEqualTo(step(graph, "first").finishedAt());

    RunPage children = runs.list(RunQuery.since(began).startedBy(step(graph, "right").taskRunId()));
    assertThat(children.runs()).hasSize(1);
    RunSummary child = children.runs().get(0);
    assertThat(child.workflow()).isEqualTo("leaf");
    assertThat(runs.runOfTask(Objects.requireNonNull(child.parentTaskRunId())))
        .isEqualTo(run.runId());

    List<LogLine> lines = runs.logs(step(graph, "first").taskRunId(), 10);
    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.level()).isEqualTo("WARN");
              assertThat(line.attempt()).isEqualTo(1);
              assertThat(line.message()).contains("hello");
              assertThat(line.at()).isAfter(began);
            });
  }

  @Test
  void whatARouteLogsIsInTheLogOfItsStep() throws Exception {
    RunHandle run = run("diamond");
    run.result(SOON);
    String left = step(graph(run), "left").taskRunId();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(runs.logs(left, 10))
                    .extracting(line -> line.level() + " " + line.message())
                    .containsExactlyInAnyOrder("WARN From left", "ERROR From beside"));
  }

  @Test
  void runsAreListedByWorkflowAndStatusAPageAtATime() throws Exception {
    for (int i = 0; i < 3; i++) {
      run("leaf").result(SOON);
    }
    RunHandle broken = run("broken");
    broken.result(SOON);
    RunQuery failed = RunQuery.since(began).ofWorkflow("broken").withStatus(RunStatus.FAILED);
    await().atMost(SOON).untilAsserted(() -> assertThat(runs.list(failed).runs()).isNotEmpty());
    RunSummary one = runs.list(failed).runs().get(0);
    assertThat(one.runId()).isEqualTo(broken.runId());
    assertThat(one.error()).contains("The disk is full.");
    assertThat(graph(broken).steps())
        .filteredOn(step -> step.name().equals("a"))
        .extracting(RunGraph.Step::attempt)
        .containsExactly(2);
    assertThat(
            runs.list(RunQuery.since(began).ofWorkflow("broken").withStatus(RunStatus.COMPLETED))
                .runs())
        .isEmpty();

    RunPage page = runs.list(RunQuery.since(began).ofWorkflow("leaf").page(0, 2));
    RunPage next = runs.list(RunQuery.since(began).ofWorkflow("leaf").page(2, 2));
    assertThat(page.runs()).hasSize(2);
    assertThat(page.pages()).isGreaterThan(1);
    assertThat(next.runs()).isNotEmpty().doesNotContainAnyElementsOf(page.runs());
    assertThat(page.runs().get(0).createdAt()).isAfterOrEqualTo(next.runs().get(0).createdAt());
    assertThat(runs.list(RunQuery.since(Instant.now().plusSeconds(60))).runs()).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(runs.graph(UUID.randomUUID().toString())).isNull();
    assertThat(runs.runOfTask(UUID.randomUUID().toString())).isNull();
    assertThatThrownBy(() -> runs.list(RunQuery.since(began).ofWorkflow("nothing")))
        .isInstanceOf(HatchetException.class)
        .hasMessage("workflow names not found: nothing");
    assertThatThrownBy(() -> RunQuery.since(began).page(0, 0))
        .isInstanceOf(HatchetException.class)
        .hasMessageContaining("limit is 1 to 1000");
  }

  private static RunGraph graph(RunHandle run) {
    return Objects.requireNonNull(runs.graph(run.runId()));
  }

  private static RunGraph.Step step(RunGraph graph, String name) {
    return graph.steps().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
