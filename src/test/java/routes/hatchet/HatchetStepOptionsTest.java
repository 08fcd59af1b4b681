package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.protocol.v1.Action;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.DesiredWorkerLabels;
import routes.protocol.v1.IdempotencyMethod;
import routes.protocol.v1.RateLimitDuration;
import routes.protocol.v1.StickyStrategy;
import routes.protocol.v1.TaskConditions;
import routes.protocol.v1.WorkerLabelComparator;

/** Options of steps, from YAML to the wire; wrong ones stop the start. */
class HatchetStepOptionsTest {

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void everyOptionOfAStepReachesTheEngine() throws Exception {
    fake.start(
        """
        - route:
            from:
              uri: hatchet:step:w/check
              parameters:
                sticky: soft
                defaultPriority: 2
                onCrons: 0 9 * * 1
                workflowConcurrency: "[input.tenant_id] max 5 cancel-newest"
                idempotency: additional_metadata.idempotency_key
                idempotencyTtl: 10m
                idempotencyMethod: status
              steps:
                - setBody: { constant: { expression: "{}" } }
        - route:
            from:
              uri: hatchet:step:w/decide
              parameters:
                parents: check
                waitFor: "RAW((30m or event:loan:approved@eu[input.amount > 5 && input.by == 'a+b%']))"
                skipIf: parent:check[output.score < 10]
                cancelIf: event:loan:withdrawn
                rateLimits: RAW(llm=2, [input.tenant_id + ':x']=1 of [input.limit] per minute)
                concurrency: "[input.tenant_id] max 2 cancel-in-progress, ['all'] max 10"
                desiredWorkerLabels: pool=cpu, memory>=16 weight 50
              steps:
                - setBody: { constant: { expression: "{}" } }
        """);
    CreateWorkflowVersionRequest workflow = fake.engine.workflows.get(0);
    assertThat(workflow.getSticky()).isEqualTo(StickyStrategy.SOFT);
    assertThat(workflow.getDefaultPriority()).isEqualTo(2);
    assertThat(workflow.getCronTriggersList()).containsExactly("0 9 * * 1");
    assertThat(workflow.getConcurrencyArr(0).getExpression()).isEqualTo("input.tenant_id");
    assertThat(workflow.getConcurrencyArr(0).getMaxRuns()).isEqualTo(5);
    assertThat(workflow.getIdempotency().getExpression())
        .isEqualTo("additional_metadata.idempotency_key");
    assertThat(workflow.getIdempotency().getTtlMs()).isEqualTo(600_000);
    assertThat(workflow.getIdempotency().getMethod()).isEqualTo(IdempotencyMethod.STATUS);

    CreateTaskOpts task = workflow.getTasks(1);
    TaskConditions conditions = task.getConditions();
    assertThat(conditions.getSleepConditions(0).getSleepFor()).isEqualTo("1800s");
    var event = conditions.getUserEventConditions(0);
    assertThat(event.getUserEventKey()).isEqualTo("loan:approved");
    assertThat(event.getEventScope()).isEqualTo("eu");
    assertThat(event.getBase().getExpression()).isEqualTo("input.amount > 5 && input.by == 'a+b%'");
    assertThat(event.getBase().getAction()).isEqualTo(Action.QUEUE);
    assertThat(event.getBase().getOrGroupId())
        .isEqualTo(conditions.getSleepConditions(0).getBase().getOrGroupId());
    var cancel = conditions.getUserEventConditions(1);
    assertThat(cancel.getBase().getAction()).isEqualTo(Action.CANCEL);
    assertThat(cancel.getBase().getOrGroupId()).isNotEqualTo(event.getBase().getOrGroupId());
    var skip = conditions.getParentOverrideConditions(0);
    assertThat(skip.getParentReadableId()).isEqualTo("check");
    assertThat(skip.getBase().getAction()).isEqualTo(Action.SKIP);
    assertThat(skip.getBase().getExpression()).isEqualTo("output.score < 10");

    assertThat(task.getRateLimits(0).getKey()).isEqualTo("llm");
    assertThat(task.getRateLimits(0).getUnits()).isEqualTo(2);
    assertThat(task.getRateLimits(1).getKeyExpr()).isEqualTo("input.tenant_id + ':x'");
    assertThat(task.getRateLimits(1).getLimitValuesExpr()).isEqualTo("input.limit");
    assertThat(task.getRateLimits(1).getDuration()).isEqualTo(RateLimitDuration.MINUTE);
    assertThat(task.getConcurrencyList())
        .extracting(rule -> rule.getLimitStrategy())
        .containsExactly(
            ConcurrencyLimitStrategy.CANCEL_IN_PROGRESS,
            ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN);
    assertThat(task.getWorkerLabelsMap())
        .containsEntry(
            "memory",
            DesiredWorkerLabels.newBuilder()
                .setIntValue(16)
                .setRequired(false)
                .setComparator(WorkerLabelComparator.GREATER_THAN_OR_EQUAL)
                .setWeight(50)
                .build());
    assertThat(task.getWorkerLabelsMap().get("pool").getRequired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "hatchet:step:w/a?retires=3 | has no option retires; the nearest is retries.",
        "hatchet:step:w/a?wait=true | does not take the option wait: it belongs to hatchet:run.",
        "hatchet:run:w?retries=3 | it belongs to hatchet:step, hatchet:on-failure.",
        "hatchet:on-failure:w?parents=a | does not take the option parents",
        "hatchet:step:w/a?waitFor=soon | : waitFor has \"soon\": write a duration",
        "hatchet:step:w/a?skipIf=event:x[inptu.y] | the nearest is input.",
        "hatchet:step:w/a?retries=-1 | : retries is -1: write 0 or more.",
        "hatchet:step:w/a?retries=100000000000 | : retries is 100000000000; write a number up to 2147483647.",
        "hatchet:step:w/a?timeout=-5s | : timeout is -5s; write a duration of more than nothing",
        "hatchet:step:w/a?scheduleTimeout=5x | : scheduleTimeout is 5x; write a duration",
        "hatchet:step:w/a?timeout=99999999999999h | : timeout is 99999999999999h; write a duration",
        "hatchet:step:w/a?backoffFactor=0.5 | backoffFactor is 0.5",
        "hatchet:step:w/a?sticky=sofd | : sticky has \"sofd\": write one of soft, hard; the nearest is soft.",
        "hatchet:step:w/a?limitStrategy=newest | limitStrategy has \"newest\": write one of",
        "hatchet:step:w/a?maxRuns=0 | : maxRuns is 0; write more than nothing.",
        "hatchet:step:w/a?desiredWorkerLabels=pool | desiredWorkerLabels has \"pool\"",
        "hatchet:step:w/a?idempotency=inptu.id | idempotency has \"inptu.id\"",
        "hatchet:step:w/a?defaultPriority=4 | : defaultPriority is 4; write 1, 2 or 3.",
        "hatchet:run:w?failures=colect | : failures has \"colect\": write one of throw, collect; the nearest is collect.",
        "hatchet:rate-limit:llm | : limit is 0; write more than nothing.",
        "hatchet:rate-limit:llm?limit=1&window=minuite | the nearest is minute.",
        "hatchet:cron:w | : the option cron is missing",
        "hatchet:log?level=WARNING | the nearest is WARN.",
        "hatchet:runs | write hatchet:runs:workflow, hatchet:runs:run-id, or hatchet:runs with one metadata.key=value.",
        "hatchet:runs:w?metadata.a=b | write hatchet:runs:workflow",
        "hatchet:labels?labels=pool | labels has \"pool\": write name=value",
        "hatchet:labls | the nearest is hatchet:labels",
      })
  void wrongOptionsStopTheStartWithASentence(String uri, String sentence) {
    assertThatThrownBy(() -> fake.camel.getEndpoint(uri))
        .rootCause()
        .hasMessageContaining(sentence.strip());
  }

  @Test
  void conditionOnAStepThatIsNoParentStopsTheStart() throws Exception {
    fake.camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/check").routeId("one").setBody(constant("{}"));
            from("hatchet:step:w/decide?parents=check&skipIf=parent:chekc[output.x]")
                .routeId("two")
                .setBody(constant("{}"));
          }
        });
    assertThatThrownBy(fake.camel::start)
        .hasMessage(
            "Step decide (route two) of workflow w has a condition on \"chekc\", which is none of"
                + " its parents; the nearest is check.");
  }
}
