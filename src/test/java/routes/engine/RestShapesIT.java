package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Timestamp;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.RestClient.Answer;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.PushEventRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.workflows.PutRateLimitRequest;

/** Every answer has the shape that the OpenAPI document promises, which strict clients rely on. */
class RestShapesIT {
  private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V7);

  @TempDir static Path directory;
  private static EngineHarness harness;
  private static RestClient rest;
  private static JsonNode document;
  private static String tenant = "";
  private static String stable = "";
  private static final Map<String, String> IDS = new HashMap<>();

  @BeforeAll
  static void start() throws InterruptedException {
    harness = new EngineHarness(directory);
    rest = new RestClient(harness.engine, harness.engine.token());
    document = rest.get("/api/v1/openapi.json").json();
    tenant = "/api/v1/tenants/" + harness.engine.tenantId();
    stable = "/api/v1/stable/tenants/" + harness.engine.tenantId();
    harness.put(
        workflow("shaped", task("shaped:a"), task("shaped:b", "a")).addEventTriggers("shaped:*"));
    harness
        .workflows()
        .putRateLimit(PutRateLimitRequest.newBuilder().setKey("shaped").setLimit(3).build());
    WorkerClient worker = harness.worker("shaped:a", "shaped:b");
    String event =
        harness
            .events()
            .push(PushEventRequest.newBuilder().setKey("shaped:x").setPayload("{\"k\":1}").build())
            .getEventId();
    AssignedAction first = worker.take();
    worker.started(first);
    harness
        .events()
        .putLog(
            PutLogRequest.newBuilder()
                .setTaskRunExternalId(first.getTaskRunExternalId())
                .setMessage("a line")
                .build());
    worker.complete(first, "{\"a\":1}");
    worker.fail(worker.take(), "broken");
    IDS.put("run", first.getWorkflowRunId());
    IDS.put("task", first.getTaskRunExternalId());
    IDS.put("worker", worker.id());
    IDS.put("event", event);
    IDS.put("tenant", harness.engine.tenantId());
    IDS.put("workflow", rest.get(tenant + "/workflows").json().at("/rows/0/metadata/id").asText());
    IDS.put("filter", made(stable + "/filters", filter()));
    IDS.put("cron", made(tenant + "/workflows/shaped/crons", cron("yearly", "0 0 1 1 *")));
    IDS.put(
        "scheduled",
        made(tenant + "/workflows/shaped/scheduled", "{\"triggerAt\":\"2099-01-01T00:00:00Z\"}"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> harness.details(first.getWorkflowRunId()).getDone());
  }

  @Test
  void aLogIsFilteredOrderedAndLimited() {
    harness.put(workflow("chatty", task("chatty:t")));
    String run = harness.trigger("chatty", "{}");
    String at = "2026-01-01T00:00:0%dZ";
    for (int i = 1; i <= 6; i++) {
      var unused =
          harness
              .events()
              .putLog(
                  PutLogRequest.newBuilder()
                      .setTaskRunExternalId(run)
                      .setCreatedAt(Timestamp.newBuilder().setSeconds(1_767_225_600L + i))
                      .setLevel(i % 2 == 0 ? "WARN" : "INFO")
                      .setMessage("line %d of 100%%_".formatted(i))
                      .build());
    }
    String task =
        rest.get("/api/v1/stable/workflow-runs/" + run)
            .json()
            .at("/tasks/0/taskExternalId")
            .asText();
    String logs = "/api/v1/stable/tasks/" + task + "/logs?";
    assertThat(lines(logs)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(lines(logs + "order_by_direction=DESC&limit=2")).containsExactly(6, 5);
    assertThat(lines(logs + "levels=WARN")).containsExactly(2, 4, 6);
    assertThat(lines(logs + "since=" + at.formatted(2) + "&until=" + at.formatted(4)))
        .containsExactly(2, 3);
    assertThat(lines(logs + "search=line%203")).containsExactly(3);
    assertThat(lines(logs + "search=%25_")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(lines(logs + "search=e_3")).isEmpty();
    assertThat(lines(logs + "attempt=1")).hasSize(6);
    assertThat(lines(logs + "attempt=2")).isEmpty();
    assertThat(rest.get(logs + "limit=2").json().at("/pagination/num_pages").asInt()).isEqualTo(3);
  }

  private static List<Integer> lines(String path) {
    return rest.get(path).json().path("rows").findValuesAsText("message").stream()
        .map(message -> Integer.valueOf(message.split(" ", -1)[1]))
        .toList();
  }

  @Test
  void payloadsAreLeftOutOnRequest() {
    String list = stable + "/workflow-runs?only_tasks=true&since=2020-01-01T00:00:00Z";
    JsonNode whole = rest.get(list).json().get("rows");
    JsonNode without = rest.get(list + "&include_payloads=false").json().get("rows");
    assertThat(whole).hasSameSizeAs(without);
    assertThat(whole.findValues("output").toString()).contains("\"a\":1");
    assertThat(without.findValues("output")).allMatch(JsonNode::isEmpty);
    assertThat(without.findValues("input")).allMatch(JsonNode::isEmpty);
  }

  private static String filter() {
    return "{\"workflowId\":\""
        + IDS.get("workflow")
        + "\",\"scope\":\"other\",\"expression\":\"true\",\"payload\":{\"p\":1}}";
  }

  private static String cron(String name, String expression) {
    return "{\"cronName\":\""
        + name
        + "\",\"cronExpression\":\""
        + expression
        + "\",\"input\":{},\"additionalMetadata\":{\"m\":\"1\"}}";
  }

  private static String made(String path, String body) {
    Answer answer = rest.post(path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/metadata/id").asText();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @Test
  void everyReadHasItsShape() {
    int read = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode operation = path.getValue().path("get");
      if (operation.isObject() && !operation.path("summary").asText().startsWith("Not offered")) {
        String target = path.getKey();
        for (Map.Entry<String, String> id : IDS.entrySet()) {
          target = target.replace("{" + id.getKey() + "}", id.getValue());
        }
        assertThat(target).as("a parameter without an id").doesNotContain("{");
        Answer answer = rest.get(target + "?since=2020-01-01T00:00:00Z");
        assertThat(answer.status()).as(target + " " + answer.body()).isEqualTo(200);
        JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
        if (schema.isObject()) {
          assertThat(violations(schema, answer.json())).as(target).isEmpty();
        }
        read++;
      }
    }
    assertThat(read).isGreaterThan(25);
  }

  private static Set<ValidationMessage> violations(JsonNode schema, JsonNode answer) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    JsonSchema validator = SCHEMAS.getSchema(whole);
    return validator.validate(answer);
  }

  @Test
  void anEventTellsWhatItStarted() {
    JsonNode event = rest.get(stable + "/events/" + IDS.get("event")).json();
    assertThat(event.at("/triggeredRuns/0/workflowRunId").asText()).isEqualTo(IDS.get("run"));
    assertThat(event.at("/workflowRunSummary/failed").asInt()).isEqualTo(1);
    assertThat(event.at("/payload/k").asInt()).isEqualTo(1);
    JsonNode listed = rest.get(stable + "/events?keys=shaped:x&workflowRunStatuses=FAILED").json();
    assertThat(listed.path("rows")).hasSize(1);
    assertThat(rest.get(stable + "/events?keys=unheard-of").json().path("rows")).isEmpty();
    assertThat(rest.get(stable + "/events/keys").json().path("rows").toString())
        .isEqualTo("[\"shaped:x\"]");
  }

  @Test
  void aFilterIsMadeChangedListedAndDeleted() {
    String id = made(stable + "/filters", filter());
    String path = stable + "/filters/" + id;
    JsonNode changed = rest.call("PATCH", path, "{\"expression\":\"false\"}").json();
    assertThat(changed.path("expression").asText()).isEqualTo("false");
    assertThat(changed.path("scope").asText()).isEqualTo("other");
    assertThat(rest.get(stable + "/filters?scopes=other").json().path("rows")).isNotEmpty();
    assertThat(rest.call("DELETE", path, null).status()).isEqualTo(200);
    assertThat(rest.get(path).status()).isEqualTo(404);
    assertThat(
            rest.post(
                    stable + "/cel/debug", "{\"expression\":\"input.n > 1.0\",\"input\":{\"n\":2}}")
                .json()
                .path("output")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aCronIsMadeOnceSwitchedOffTriggeredByHandAndDeleted() {
    String path = tenant + "/workflows/shaped/crons";
    String id = made(path, cron("hourly", "0 * * * *"));
    assertThat(rest.post(path, cron("hourly", "0 * * * *")).status()).isEqualTo(400);
    assertThat(rest.post(path, cron("bad", "every day")).status()).isEqualTo(400);
    String one = tenant + "/workflows/crons/" + id;
    assertThat(rest.call("PATCH", one, "{\"enabled\":false}").status()).isEqualTo(204);
    assertThat(rest.get(one).json().path("enabled").asBoolean(true)).isFalse();
    String run = rest.post(one, "").json().path("externalId").asText();
    assertThat(rest.get("/api/v1/stable/workflow-runs/" + run).status()).isEqualTo(200);
    assertThat(rest.call("DELETE", one, null).status()).isEqualTo(204);
    assertThat(rest.get(one).status()).isEqualTo(404);
  }

  @Test
  void aScheduledRunCanBePutOffAndBroughtForward() {
    String body = "{\"triggerAt\":\"2098-01-01T00:00:00Z\",\"input\":{\"s\":1}}";
    String id = made(tenant + "/workflows/shaped/scheduled", body);
    String path = tenant + "/workflows/scheduled/" + id;
    JsonNode moved = rest.call("PATCH", path, "{\"triggerAt\":\"" + Instant.now() + "\"}").json();
    assertThat(moved.path("workflowName").asText()).isEqualTo("shaped");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(rest.get(path).json().path("workflowRunId").asText()).isNotEmpty());
    String other = made(tenant + "/workflows/shaped/scheduled", body);
    JsonNode deleted =
        rest.post(
                tenant + "/workflows/scheduled/bulk-delete",
                "{\"scheduledWorkflowRunIds\":[\"" + other + "\"]}")
            .json();
    assertThat(deleted.at("/deletedIds/0").asText()).isEqualTo(other);
    assertThat(rest.get(tenant + "/workflows/scheduled/" + other).status()).isEqualTo(404);
  }

  @Test
  void aPausedWorkflowHoldsItsQueueUntilItGoesOn() throws InterruptedException {
    harness.put(workflow("paused", task("paused:t").setScheduleTimeout("1s")));
    WorkerClient worker = harness.worker("paused:t");
    String id =
        rest.get(tenant + "/workflows?name=paused").json().at("/rows/0/metadata/id").asText();
    String path = "/api/v1/workflows/" + id;
    Answer paused =
        rest.call(
            "PATCH",
            path,
            """
            {"pause": {"action": "pause", "pausedWorkflowCronRunQueueBehavior": "QUEUE",
              "pausedWorkflowScheduledRunQueueBehavior": "QUEUE", "pausedWorkflowQueueTTL": "1h"}}""");
    assertThat(paused.json().path("isPaused").asBoolean()).isTrue();
    String run = harness.trigger("paused", "{}");
    // Longer than the schedule timeout, which does not count meanwhile.
    assertThat(worker.poll(1_500)).isNull();
    assertThat(harness.details(run).getDone()).isFalse();
    rest.call("PATCH", path, "{\"pause\":{\"action\":\"unpause\"}}");
    AssignedAction action = worker.take();
    assertThat(action.getWorkflowRunId()).isEqualTo(run);
    worker.complete(action, "{}");
  }

  @Test
  void aRevokedTokenLosesItsStreams() throws InterruptedException {
    String token =
        rest.post(tenant + "/api-tokens", "{\"name\":\"short\"}").json().path("token").asText();
    String id = "";
    for (JsonNode row : rest.get(tenant + "/api-tokens").json().path("rows")) {
      id = row.path("name").asText().equals("short") ? row.at("/metadata/id").asText() : id;
    }
    harness.put(workflow("revoked", task("revoked:t")));
    WorkerClient worker = harness.workerWith(token, "revoked:t");
    harness.trigger("revoked", "{}");
    worker.complete(worker.take(), "{}");
    assertThat(rest.post("/api/v1/api-tokens/" + id, "").status()).isEqualTo(204);
    assertThat(worker.ended()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(new RestClient(harness.engine, token).get(tenant).status()).isEqualTo(403);
    assertThat(catchThrowable(worker::heartbeat))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
  }
}
