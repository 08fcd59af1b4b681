package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.RestClient.Answer;
import routes.engine.model.Json;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.PushEventRequest;
import routes.protocol.v1.DurableTaskRequest;
import routes.protocol.v1.GetRunDetailsRequest;
import routes.protocol.workflows.PutRateLimitRequest;

/**
 * No tenant sees or changes anything of another, whatever ids it knows. Made for every rpc of the
 * protocol and every operation of the OpenAPI document: with the other tenant's ids the answer is
 * the one that made-up ids get, and the other tenant's world stays as it was.
 */
class TwoTenantsIT {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  private static final Pattern NUMBER = Pattern.compile("seconds: \\d+|nanos: \\d+");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String LIMIT = UUID.randomUUID().toString();
  private static final String SINCE = "2020-01-01T00:00:00Z";
  private static final List<FileDescriptor> PROTOCOL =
      List.of(
          AssignedAction.getDescriptor().getFile(),
          PushEventRequest.getDescriptor().getFile(),
          PutRateLimitRequest.getDescriptor().getFile(),
          DurableTaskRequest.getDescriptor().getFile(),
          GetRunDetailsRequest.getDescriptor().getFile());

  @TempDir static Path directory;
  private static EngineHarness harness;
  private static RestClient owner;
  private static RestClient stranger;
  private static String strangerTenant = "";
  private static Channel strangerChannel;
  private static final Map<String, String> IDS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws InterruptedException {
    harness = new EngineHarness(directory);
    owner = new RestClient(harness.engine, harness.engine.token());
    String token = harness.engine.tokenFor("stranger");
    stranger = new RestClient(harness.engine, token);
    strangerTenant = tenantOf(token);
    strangerChannel =
        ClientInterceptors.intercept(harness.open(), EngineHarness.bearer("bearer " + token));

    harness.put(workflow("owned", task("owned:t")).addEventTriggers("owned:event"));
    WorkerClient worker = harness.worker("owned:t");
    String run = harness.trigger("owned", "{\"secret\":1}");
    AssignedAction held = worker.take();
    worker.started(held);
    harness
        .workflows()
        .putRateLimit(PutRateLimitRequest.newBuilder().setKey(LIMIT).setLimit(3).build());
    String event =
        harness
            .events()
            .push(PushEventRequest.newBuilder().setKey("owned:other").setPayload("{}").build())
            .getEventId();
    String tenant = harness.engine.tenantId();
    String base = "/api/v1/tenants/" + tenant;
    String stable = "/api/v1/stable/tenants/" + tenant;
    String workflow = owner.get(base + "/workflows").json().at("/rows/0/metadata/id").asText();
    IDS.put("tenant", tenant);
    IDS.put("run", run);
    IDS.put("task", held.getTaskRunExternalId());
    IDS.put("worker", worker.id());
    IDS.put("event", event);
    IDS.put("workflow", workflow);
    IDS.put(
        "filter",
        id(
            owner.post(
                stable + "/filters",
                "{\"workflowId\":\"" + workflow + "\",\"scope\":\"s\",\"expression\":\"true\"}")));
    IDS.put(
        "cron",
        id(
            owner.post(
                base + "/workflows/owned/crons",
                "{\"cronName\":\"c\",\"cronExpression\":\"0 0 1 1 *\",\"input\":{},\"additionalMetadata\":{}}")));
    IDS.put(
        "scheduled",
        id(
            owner.post(
                base + "/workflows/owned/scheduled",
                "{\"triggerAt\":\"2099-01-01T00:00:00Z\",\"input\":{},\"additionalMetadata\":{}}")));
    IDS.put("token", owner.get(base + "/api-tokens").json().at("/rows/0/metadata/id").asText());
    IDS.put("webhook", "owned");
    IDS.put("limit", LIMIT);
  }

  private static String tenantOf(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.tree(new String(claims, StandardCharsets.UTF_8)).path("sub").asText();
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/metadata/id").asText();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  /** All of the owner's world that can be seen, without what passes with time. */
  private static String world() {
    String base = "/api/v1/tenants/" + IDS.get("tenant");
    String stable = "/api/v1/stable/tenants/" + IDS.get("tenant");
    StringBuilder world = new StringBuilder();
    for (String path :
        List.of(
            "/api/v1/stable/workflow-runs/" + IDS.get("run"),
            "/api/v1/workers/" + IDS.get("worker"),
            "/api/v1/workflows/" + IDS.get("workflow"),
            stable + "/workflow-runs?only_tasks=true&since=" + SINCE,
            stable + "/events",
            stable + "/filters",
            "/api/v1/stable/tasks/" + IDS.get("task") + "/logs",
            base + "/workflows/crons",
            base + "/workflows/scheduled",
            base + "/rate-limits",
            base + "/api-tokens")) {
      Answer answer = owner.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      world.append(path).append(' ').append(TIME.matcher(answer.body()).replaceAll("TIME"));
    }
    return world.toString();
  }

  @TestFactory
  Stream<DynamicTest> restOperations() {
    String before = world();
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode paths = owner.get("/api/v1/openapi.json").json().path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        tests.add(
            DynamicTest.dynamicTest(
                method + " " + path.getKey(),
                () -> {
                  strangerLearnsNothing(method, path.getKey(), operation.getValue());
                  assertThat(world()).isEqualTo(before);
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
  }

  private static void strangerLearnsNothing(String method, String path, JsonNode operation) {
    Map<String, String> owned = new LinkedHashMap<>(IDS);
    Map<String, String> ownTenant = new LinkedHashMap<>(IDS);
    ownTenant.put("tenant", strangerTenant);
    if (path.contains("{tenant}")) {
      assertThat(call(method, path, operation, owned).status()).isEqualTo(404);
    }
    Map<String, String> madeUp = new LinkedHashMap<>();
    IDS.keySet().forEach(name -> madeUp.put(name, UUID.randomUUID().toString()));
    madeUp.put("tenant", strangerTenant);
    Answer foreign = call(method, path, operation, ownTenant);
    Answer unknown = call(method, path, operation, madeUp);
    assertThat(foreign.status()).isEqualTo(unknown.status());
    // What a stranger makes for itself has ids and times of its own.
    assertThat(neutral(foreign.body())).isEqualTo(neutral(unknown.body()));
    if (path.matches(".*\\{(run|task|worker|event|filter|cron|scheduled|token)}.*")) {
      assertThat(foreign.status()).isIn(404, 501);
    }
  }

  private static Answer call(
      String method, String path, JsonNode operation, Map<String, String> ids) {
    StringBuilder target = new StringBuilder();
    Matcher names = PARAMETER.matcher(path);
    int end = 0;
    while (names.find()) {
      assertThat(ids).as("a parameter that this test has no id for").containsKey(names.group(1));
      target.append(path.substring(end, names.start())).append(ids.get(names.group(1)));
      end = names.end();
    }
    target.append(path.substring(end));
    char separator = '?';
    for (JsonNode parameter : operation.path("parameters")) {
      String value = query(parameter.path("name").asText(), ids);
      if (parameter.path("in").asText().equals("query") && value != null) {
        target.append(separator).append(parameter.path("name").asText()).append('=').append(value);
        separator = '&';
      }
    }
    return stranger.call(method, target.toString(), method.equals("GET") ? null : body(ids));
  }

  private static @Nullable String query(String name, Map<String, String> ids) {
    return switch (name) {
      case "since" -> SINCE;
      case "workflow_ids", "workflowIds", "workflowId", "workflows" -> ids.get("workflow");
      case "worker_id" -> ids.get("worker");
      case "parent_task_external_id", "parentStepRunId" -> ids.get("task");
      case "triggering_event_external_id", "eventIds" -> ids.get("event");
      case "key" -> ids.get("limit");
      default -> null;
    };
  }

  /** What any of the operations may want to be told. */
  private static String body(Map<String, String> ids) {
    return """
        {"externalIds": ["%s", "%s"], "isPaused": true, "enabled": false, "scope": "x",
         "expression": "false", "workflowId": "%s", "triggerAt": "2098-01-01T00:00:00Z",
         "pause": {"action": "pause", "pausedWorkflowCronRunQueueBehavior": "DROP",
           "pausedWorkflowScheduledRunQueueBehavior": "DROP", "pausedWorkflowQueueTTL": "1s"},
         "scheduledWorkflowRunIds": ["%s"],
         "updates": [{"id": "%s", "triggerAt": "2098-01-01T00:00:00Z"}],
         "input": {}, "additionalMetadata": {}, "name": "x", "workflowName": "owned",
         "cronName": "x", "cronExpression": "0 0 1 1 *"}"""
        .formatted(
            ids.get("run"),
            ids.get("task"),
            ids.get("workflow"),
            ids.get("scheduled"),
            ids.get("scheduled"));
  }

  private static String neutral(String text) {
    String withoutIds = ID.matcher(text).replaceAll("ID");
    String withoutTimes = TIME.matcher(withoutIds).replaceAll("TIME");
    return NUMBER
        .matcher(withoutTimes)
        .replaceAll("N")
        .replaceAll("\"token\":\"[^\"]+\"", "TOKEN")
        .replaceAll("\"num_pages\":\\d+|\"rows\":\\[.*]", "ROWS");
  }

  @TestFactory
  Stream<DynamicTest> rpcs() {
    String before = world();
    List<DynamicTest> tests = new ArrayList<>();
    for (FileDescriptor file : PROTOCOL) {
      for (ServiceDescriptor service : file.getServices()) {
        for (MethodDescriptor method : service.getMethods()) {
          tests.add(
              DynamicTest.dynamicTest(
                  method.getFullName(),
                  () -> {
                    strangerLearnsNothing(method);
                    assertThat(world()).isEqualTo(before);
                  }));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private static void strangerLearnsNothing(MethodDescriptor method) {
    String foreign = answer(method, request(method.getInputType(), "owned", IDS, 0));
    Map<String, String> madeUp = new LinkedHashMap<>();
    IDS.keySet().forEach(name -> madeUp.put(name, UUID.randomUUID().toString()));
    String unknown = answer(method, request(method.getInputType(), "unheard-of", madeUp, 0));
    assertThat(neutral(foreign).replace("unheard-of", "owned"))
        .isEqualTo(neutral(unknown).replace("unheard-of", "owned"))
        .doesNotContain("secret");
  }

  /** A request in which every field that can name something of the owner's does. */
  private static DynamicMessage request(
      Descriptor type, String name, Map<String, String> ids, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      Object value = value(field, name, ids, depth);
      if (value == null
          || field.isMapField()
          || (field.getContainingOneof() != null && message.hasOneof(field.getContainingOneof()))) {
        continue;
      }
      if (field.isRepeated()) {
        message.addRepeatedField(field, value);
      } else {
        message.setField(field, value);
      }
    }
    return message.build();
  }

  private static @Nullable Object value(
      FieldDescriptor field, String name, Map<String, String> ids, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> text(field.getName(), name, ids);
      case MESSAGE ->
          depth > 2 || !field.getMessageType().getFile().getPackage().matches("|v1")
              ? null
              : request(field.getMessageType(), name, ids, depth + 1);
      case BYTE_STRING -> ByteString.copyFromUtf8("{}");
      default -> null;
    };
  }

  private static @Nullable String text(String field, String name, Map<String, String> ids) {
    return switch (field) {
      case "worker_id", "desired_worker_id" -> ids.get("worker");
      case "workflow_run_id", "external_id", "external_ids", "parent_id" -> ids.get("run");
      case "task_run_external_id",
          "parent_task_run_external_id",
          "durable_task_external_id",
          "task_external_id",
          "parent_step_run_id",
          "task_id" ->
          ids.get("task");
      case "event_id" -> ids.get("event");
      case "workflow_id", "workflow_ids" -> ids.get("workflow");
      case "name", "workflow_name", "key", "worker_name", "message" -> name;
      case "payload", "event_payload", "input", "additional_metadata", "metadata", "inputs" -> "{}";
      case "increment_timeout_by", "timeout" -> "60s";
      case "readable_id" -> "t";
      case "action", "actions" -> name + ":t";
      default -> null;
    };
  }

  private static String answer(MethodDescriptor method, DynamicMessage request) {
    io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> rpc =
        io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
            .setType(
                method.isClientStreaming()
                    ? MethodType.BIDI_STREAMING
                    : method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
            .setFullMethodName(
                io.grpc.MethodDescriptor.generateFullMethodName(
                    method.getService().getFullName(), method.getName()))
            .setRequestMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
            .setResponseMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
            .build();
    List<String> answer = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Status> closed = new CompletableFuture<>();
    ClientCall<DynamicMessage, DynamicMessage> call =
        strangerChannel.newCall(rpc, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(DynamicMessage message) {
            answer.add(message.toString());
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            closed.complete(status);
          }
        },
        new Metadata());
    call.request(10);
    call.sendMessage(request);
    if (!method.isClientStreaming()) {
      call.halfClose();
    }
    try {
      // A stream that stays open has nothing to say; one that ends says why.
      Status status = closed.get(method.isServerStreaming() ? 300 : 10_000, TimeUnit.MILLISECONDS);
      return status.getCode() + " " + status.getDescription() + " " + answer;
    } catch (TimeoutException e) {
      call.cancel("enough", null);
      return "open " + answer;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
