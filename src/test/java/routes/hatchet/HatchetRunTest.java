package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.Json;
import routes.hatchet.client.RunExistsException;
import routes.hatchet.client.RunRequest;
import routes.protocol.dispatcher.StepRunResult;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.v1.IdempotencyCollisionError;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;

/** hatchet:run: what it asks for, and what becomes of it. */
class HatchetRunTest {

  private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();

  @BeforeEach
  void start() throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").setBody(constant("{}"));
            from("hatchet:step:parent/a")
                .to("hatchet:run:w?stickyChild=true&desiredWorkerLabels=pool=cpu weight 7");
            from("direct:keyed").to("hatchet:run:w?idempotencyKey=k1");
            from("direct:collect").to("hatchet:run:w?wait=true&failures=collect&timeout=20s");
            from("direct:throw").to("hatchet:run:w?wait=true&timeout=20s");
          }
        });
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private void refuse(String input, String existing) {
    Status status =
        Status.newBuilder()
            .setCode(Code.ALREADY_EXISTS.value())
            .setMessage("idempotency key collision")
            .addDetails(
                Any.pack(
                    IdempotencyCollisionError.newBuilder()
                        .setExistingRunExternalId(existing)
                        .build()))
            .build();
    fake.engine.refusedInputs.put(input, StatusProto.toStatusRuntimeException(status));
  }

  private static Map<String, Object> metadata(TriggerWorkflowRequest request) {
    return Json.map(Json.read(request.getAdditionalMetadata()));
  }

  @Test
  void childAsksForTheWorkerOfItsParentAndForLabels() {
    String run = CamelOnFakeEngine.run();
    fake.outcome(fake.engine.assign("parent", "a", run, 0, "{\"input\":{}}"));
    TriggerWorkflowRequest child = fake.engine.triggers.get(0);
    assertThat(child.getDesiredWorkerId()).isEqualTo(fake.engine.workerIds.get(0));
    assertThat(child.getDesiredWorkerLabelsMap().get("pool").getStrValue()).isEqualTo("cpu");
    assertThat(child.getDesiredWorkerLabelsMap().get("pool").getWeight()).isEqualTo(7);
    assertThat(child.getParentId()).isEqualTo(run);
  }

  @Test
  void headersStandOverOptions() {
    Exchange done =
        fake.camel
            .createProducerTemplate()
            .request(
                "direct:keyed",
                exchange -> {
                  exchange.getMessage().setHeader(HatchetConstants.IDEMPOTENCY_KEY, "k2");
                  exchange
                      .getMessage()
                      .setHeader(HatchetConstants.DESIRED_WORKER_LABELS, "memory>=16");
                  exchange.getMessage().setHeader(HatchetConstants.DESIRED_WORKER_ID, "worker-7");
                });
    assertThat(done.getException()).isNull();
    TriggerWorkflowRequest sent = fake.engine.triggers.get(0);
    assertThat(metadata(sent)).containsEntry("idempotency_key", "k2");
    assertThat(sent.getDesiredWorkerLabelsMap().get("memory").getIntValue()).isEqualTo(16);
    assertThat(sent.getDesiredWorkerId()).isEqualTo("worker-7");
  }

  @Test
  void runWithTheSameKeyIsTheResultInsteadOfAnError() {
    String existing = CamelOnFakeEngine.run();
    refuse("x", existing);
    Exchange done = fake.send("direct:keyed", Map.of("id", "x"));
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo(Map.of("workflow_run_id", existing));
    assertThat(done.getMessage().getHeader(HatchetConstants.RUN_EXISTED)).isEqualTo(true);
    assertThat(metadata(fake.engine.triggers.get(0))).containsEntry("idempotency_key", "k1");

    Exchange other = fake.send("direct:keyed", Map.of("id", "y"));
    assertThat(other.getMessage().getHeader(HatchetConstants.RUN_EXISTED)).isEqualTo(false);
  }

  @Test
  void runsOfAListHaveKeysOfTheirOwnAndEachItsOwnOutcome() {
    String existing = CamelOnFakeEngine.run();
    refuse("second", existing);
    Exchange done =
        fake.send("direct:keyed", List.of(Map.of("id", "first"), Map.of("id", "second")));
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeader(HatchetConstants.WORKFLOW_RUN_ID))
        .asInstanceOf(LIST)
        .hasSize(2)
        .last()
        .isEqualTo(existing);
    assertThat(fake.engine.triggers)
        .extracting(request -> metadata(request).get("idempotency_key"))
        .containsExactly("k1#0", "k1#1");
  }

  @Test
  void clientTellsWhichRunHoldsTheKey() {
    String existing = CamelOnFakeEngine.run();
    refuse("x", existing);
    Exchange done = fake.send("hatchet:run:w", Map.of("id", "x"));
    // Also without a key of ours the workflow may have a rule of its own.
    assertThat(done.getMessage().getBody()).isEqualTo(Map.of("workflow_run_id", existing));
    RunExistsException told =
        catchThrowableOfType(
            RunExistsException.class,
            () -> fake.component.client().runs().start(RunRequest.of("w", Map.of("id", "x"))));
    assertThat(told.existing()).containsExactly(existing);
    assertThat(told)
        .hasMessage("The run was not started: run " + existing + " has the same idempotency key.");
  }

  @Test
  void failedRunsOfAListLeaveTheOthersTheirResults() throws Exception {
    List<Exchange> done = new ArrayList<>();
    Thread sender =
        new Thread(
            () -> done.add(fake.send("direct:collect", List.of(Map.of("n", 1), Map.of("n", 2)))));
    sender.start();
    List<String> ids = started(2);
    fake.engine.finish(result(ids.get(0), null, "lender is gone"));
    fake.engine.finish(result(ids.get(1), "{\"score\":7}", null));
    sender.join(30_000);
    assertThat(done.get(0).getException()).isNull();
    assertThat(done.get(0).getMessage().getBody())
        .asInstanceOf(LIST)
        .containsExactly(
            Map.of(
                "workflow_run_id",
                ids.get(0),
                "status",
                "FAILED",
                "error",
                "score: lender is gone"),
            Map.of("score", Map.of("score", 7)));
  }

  @Test
  void failedRunFailsTheExchangeUnlessItIsCollected() throws Exception {
    List<Exchange> done = new ArrayList<>();
    Thread sender = new Thread(() -> done.add(fake.send("direct:throw", List.of(Map.of("n", 1)))));
    sender.start();
    fake.engine.finish(result(started(1).get(0), null, "lender is gone"));
    sender.join(30_000);
    assertThat(done.get(0).getException()).hasMessageContaining("lender is gone");
  }

  private List<String> started(int runs) {
    await().until(() -> fake.engine.bulkIds.size() == runs);
    return List.copyOf(fake.engine.bulkIds);
  }

  private static WorkflowRunEvent result(
      String run, @Nullable String output, @Nullable String error) {
    StepRunResult.Builder step =
        StepRunResult.newBuilder()
            .setTaskName("score")
            .setTaskRunExternalId(CamelOnFakeEngine.run());
    if (output != null) {
      step.setOutput(output);
    }
    if (error != null) {
      step.setError(error);
    }
    return WorkflowRunEvent.newBuilder().setWorkflowRunId(run).addResults(step).build();
  }

  @Test
  void listsGoInMessagesThatTheEngineTakes() {
    String large = "x".repeat(1_500_000);
    List<Object> inputs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      inputs.add(Map.of("n", i, "text", large));
    }
    Exchange done = fake.send("hatchet:run:w", inputs);
    assertThat(done.getException()).isNull();
    assertThat(fake.engine.bulks).hasSizeGreaterThan(1);
    assertThat(fake.engine.bulks)
        .extracting(BulkTriggerWorkflowRequest::getSerializedSize)
        .allMatch(size -> size < LARGEST_MESSAGE);
    assertThat(
            fake.engine.bulks.stream()
                .flatMap(bulk -> bulk.getWorkflowsList().stream())
                .map(run -> Json.object(run.getInput()).path("n").asInt()))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void eventsOfAListGoTogether() {
    Exchange done =
        fake.send("hatchet:event:loan:uploaded?scope=eu", List.of(Map.of("n", 1), Map.of("n", 2)));
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getHeader(HatchetConstants.EVENT_ID))
        .asInstanceOf(LIST)
        .hasSize(2);
    assertThat(fake.engine.events).hasSize(2).allMatch(event -> event.getScope().equals("eu"));
  }
}
