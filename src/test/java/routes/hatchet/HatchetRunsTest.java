package routes.hatchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.client.RunEvent;
import routes.protocol.dispatcher.ResourceEventType;
import routes.protocol.dispatcher.ResourceType;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.RunStatus;
import routes.protocol.v1.TaskRunDetail;

/** hatchet:runs: what happens in runs begins a route, as it happens. */
class HatchetRunsTest {

  private static final String RUN = CamelOnFakeEngine.run();
  private static final String TASK = CamelOnFakeEngine.run();

  private final CamelOnFakeEngine fake = new CamelOnFakeEngine();
  private final List<Message> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    fake.close();
  }

  private void follow(String uri) throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).process(exchange -> heard.add(exchange.getMessage().copy()));
          }
        });
    await().atMost(Duration.ofSeconds(60)).until(() -> fake.engine.follows.size() == 1);
  }

  private static WorkflowEvent.Builder task(ResourceEventType type, String payload) {
    return WorkflowEvent.newBuilder()
        .setWorkflowRunId(RUN)
        .setResourceType(ResourceType.RESOURCE_TYPE_STEP_RUN)
        .setResourceId(TASK)
        .setEventType(type)
        .setEventTimestamp(Timestamp.newBuilder().setSeconds(1_790_000_000))
        .setEventPayload(payload)
        .setRetryCount(1);
  }

  private static WorkflowEvent end(ResourceEventType type) {
    return WorkflowEvent.newBuilder()
        .setWorkflowRunId(RUN)
        .setResourceType(ResourceType.RESOURCE_TYPE_WORKFLOW_RUN)
        .setResourceId(RUN)
        .setEventType(type)
        .setHangup(true)
        .build();
  }

  private void awaitHeard(int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> heard.size() >= count);
  }

  @Test
  void eventsOfARunComeInOrderAsMapsAndJson() throws Exception {
    follow("hatchet:runs:" + RUN);
    assertThat(fake.engine.follows.get(0).getWorkflowRunId()).isEqualTo(RUN);
    fake.engine.tell(task(ResourceEventType.RESOURCE_EVENT_TYPE_STARTED, "").build());
    fake.engine.tell(
        task(ResourceEventType.RESOURCE_EVENT_TYPE_STREAM, "half way").setEventIndex(3).build());
    fake.engine.tell(
        task(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED, "{\"score\":7}").build());
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED));
    awaitHeard(4);
    assertThat(heard)
        .extracting(message -> message.getHeader(HatchetConstants.RUN_EVENT))
        .containsExactly("STARTED", "STREAM", "COMPLETED", "COMPLETED");
    assertThat(heard.get(0).getHeader(HatchetConstants.STEP_RUN_ID)).isEqualTo(TASK);
    assertThat(heard.get(0).getHeader(HatchetConstants.WORKFLOW_RUN_ID)).isEqualTo(RUN);
    assertThat(heard.get(0).getHeader(HatchetConstants.RETRY_COUNT)).isEqualTo(1);
    assertThat(heard.get(1).getBody(RunEvent.class).asMap())
        .containsEntry("event", "TASK_STREAM")
        .containsEntry("chunk", "half way")
        .containsEntry("index", 3L);
    assertThat((Object) heard.get(1).getBody(Map.class))
        .isEqualTo(heard.get(1).getBody(RunEvent.class).asMap());
    assertThat(heard.get(2).getBody(JsonNode.class).at("/output/score").asInt()).isEqualTo(7);
    assertThat(heard.get(3).getBody(String.class))
        .contains("\"event\":\"RUN_COMPLETED\"", "\"last\":true");
    assertThat(heard.get(3).getBody(byte[].class)).isNotEmpty();
    assertThat(heard.get(3).getBody(RunEvent.class).last()).isTrue();
  }

  @Test
  void streamThatIsLostIsOpenedAgainUntilTheRunHasEnded() throws Exception {
    follow("hatchet:runs:" + RUN);
    fake.engine.endFollowers(Status.UNAVAILABLE);
    await().atMost(Duration.ofSeconds(60)).until(() -> fake.engine.follows.size() == 2);
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_CANCELLED));
    awaitHeard(1);
    fake.engine.endFollowers(null);
    assertThat(heard.get(0).getHeader(HatchetConstants.RUN_EVENT)).isEqualTo("CANCELLED");
    // Whatever happens to the stream now, the run is over.
    assertThat(fake.engine.follows).hasSize(2);
  }

  @Test
  void endOfARunThatWasMissedIsLookedUp() throws Exception {
    fake.engine.details.put(
        RUN,
        GetRunDetailsResponse.newBuilder()
            .setStatus(RunStatus.FAILED)
            .setDone(true)
            .putTaskRuns(
                "score",
                TaskRunDetail.newBuilder()
                    .setExternalId(TASK)
                    .setStatus(RunStatus.FAILED)
                    .setOutput(ByteString.EMPTY)
                    .setError("lender is gone")
                    .build())
            .build());
    follow("hatchet:runs:" + RUN);
    fake.engine.endFollowers(null);
    awaitHeard(1);
    assertThat(heard.get(0).getBody(RunEvent.class).asMap())
        .containsEntry("event", "RUN_FAILED")
        .containsEntry("error", "score: lender is gone")
        .containsEntry("last", true);
  }

  @Test
  void runsWithMetadataAreFollowedForEver() throws Exception {
    follow("hatchet:runs?metadata.source=upload");
    assertThat(fake.engine.follows.get(0).getAdditionalMetaKey()).isEqualTo("source");
    assertThat(fake.engine.follows.get(0).getAdditionalMetaValue()).isEqualTo("upload");
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED));
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_FAILED));
    awaitHeard(2);
    fake.engine.endFollowers(null);
    await().atMost(Duration.ofSeconds(60)).until(() -> fake.engine.follows.size() == 2);
  }

  @Test
  void routeThatFailsDoesNotEndTheStream() throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:runs?metadata.source=upload")
                .process(exchange -> heard.add(exchange.getMessage().copy()))
                .throwException(new IllegalStateException("no"));
          }
        });
    await().atMost(Duration.ofSeconds(60)).until(() -> fake.engine.follows.size() == 1);
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED));
    fake.engine.tell(end(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED));
    awaitHeard(2);
    assertThat(fake.engine.follows).hasSize(1);
  }

  @Test
  void runsDoNotSendAndLabelsChangeTheRunningWorker() throws Exception {
    fake.start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("hatchet:step:w/a").setBody(constant("{}"));
          }
        });
    assertThatThrownBy(() -> fake.send("hatchet:runs:w", "x"))
        .hasMessageContaining("begins a route");

    assertThat(
            fake.send("hatchet:labels?labels=pool=gpu, memory=64", "kept").getMessage().getBody())
        .isEqualTo("kept");
    assertThat(fake.engine.labels.get(0).getWorkerId()).isEqualTo(fake.engine.workerIds.get(0));
    assertThat(fake.engine.labels.get(0).getLabelsMap().get("memory").getIntValue()).isEqualTo(64);
    fake.send("hatchet:labels", Map.of("zone", "b"));
    assertThat(fake.engine.labels.get(1).getLabelsMap().get("zone").getStrValue()).isEqualTo("b");
    assertThat(fake.send("hatchet:labels", null).getException())
        .hasMessageContaining("hatchet:labels has nothing to set");

    // A registration that comes later has them too.
    fake.add(
        """
        - route:
            from:
              uri: hatchet:step:w/b
              steps:
                - setBody: { constant: { expression: "{}" } }
        """);
    await().atMost(Duration.ofSeconds(60)).until(() -> fake.engine.registrations.size() == 2);
    assertThat(fake.engine.registrations.get(1).getLabelsMap().keySet())
        .contains("pool", "memory", "zone");
  }
}
