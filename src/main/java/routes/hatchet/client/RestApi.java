package routes.hatchet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the protocol offers by REST only. Thread-safe. */
final class RestApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int PAGE = 200;
  private static final int MAX_PAGES = 25;

  private final HatchetClientConfiguration configuration;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  RestApi(HatchetClientConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The names of all workflows of the tenant, with their namespaces. */
  Set<String> workflowNames() {
    Set<String> names = new LinkedHashSet<>();
    for (int page = 0; page < MAX_PAGES; page++) {
      JsonNode rows =
          get(tenant("/workflows?limit=" + PAGE + "&offset=" + page * PAGE)).path("rows");
      rows.forEach(row -> names.add(row.path("name").asText()));
      if (rows.size() < PAGE) {
        break;
      }
    }
    return names;
  }

  /** The id of a workflow. */
  String workflowId(String name) {
    for (JsonNode row : get(tenant("/workflows?limit=200&name=" + encode(name))).path("rows")) {
      if (row.path("name").asText().equals(name)) {
        return row.path("metadata").path("id").asText();
      }
    }
    throw new HatchetException("workflow names not found: " + name);
  }

  /** The name of a workflow, with its namespace. */
  String workflowName(String id) {
    return get("/api/v1/workflows/" + encode(id)).path("name").asText();
  }

  /**
   * The metadata key by which an engine lets the runs of a workflow be followed; null where it does
   * not, as Hatchet's.
   */
  @Nullable String workflowMetadataKey() {
    String key = get("/api/v1/meta").path("workflowMetadataKey").asText();
    return key.isEmpty() ? null : key;
  }

  /** The runs of a workflow that began since a time. */
  List<String> runIds(String workflowId, Instant since) {
    List<String> ids = new ArrayList<>();
    get(stable(
            "/workflow-runs/external-ids?since="
                + encode(since.toString())
                + "&workflow_ids="
                + encode(workflowId)))
        .forEach(id -> ids.add(id.asText()));
    return ids;
  }

  /** A page of the runs that a query wants; the workflow's id stands for its name. */
  JsonNode runs(RunQuery query, @Nullable String workflowId) {
    StringBuilder path =
        new StringBuilder(stable("/workflow-runs?only_tasks=false&include_payloads=false"));
    path.append("&since=").append(encode(query.since().toString()));
    path.append("&offset=").append(query.offset()).append("&limit=").append(query.limit());
    if (workflowId != null) {
      path.append("&workflow_ids=").append(encode(workflowId));
    }
    if (query.parentTaskRunId() != null) {
      path.append("&parent_task_external_id=").append(encode(query.parentTaskRunId()));
    }
    query.statuses().stream().sorted().forEach(one -> path.append("&statuses=").append(one));
    return get(path.toString());
  }

  /** A run with its shape and tasks; null when the engine does not know it. */
  @Nullable JsonNode run(String runId) {
    return find("/api/v1/stable/workflow-runs/" + encode(runId));
  }

  /** A task with the run that it belongs to; null when the engine does not know it. */
  @Nullable JsonNode task(String taskRunId) {
    return find("/api/v1/stable/tasks/" + encode(taskRunId));
  }

  /** The last lines that a task has logged, the newest first. */
  JsonNode logs(String taskRunId, int most) {
    return get(
        "/api/v1/stable/tasks/%s/logs?order_by_direction=DESC&limit=%d"
            .formatted(encode(taskRunId), most));
  }

  /** Cancels or replays; returns the ids affected. */
  List<String> tasks(String action, List<String> ids) {
    JsonNode answer = send("POST", stable("/tasks/" + action), Map.of("externalIds", ids));
    List<String> affected = new ArrayList<>();
    answer.path("ids").forEach(id -> affected.add(id.asText()));
    return affected;
  }

  /** Pauses a worker, so that it gets no new task while it drains. */
  void pauseWorker(String workerId) {
    send("PATCH", "/api/v1/workers/" + encode(workerId), Map.of("isPaused", true));
  }

  /** The attempt that a task run is at, counted from 0; null when the engine does not say. */
  @Nullable Integer retryCount(String taskRunId) {
    JsonNode retryCount = get("/api/v1/stable/tasks/" + encode(taskRunId)).path("retryCount");
    return retryCount.isInt() ? retryCount.intValue() : null;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  /** Null for 404. */
  private @Nullable JsonNode find(String path) {
    HttpResponse<String> response = exchange("GET", path, null);
    return response.statusCode() == 404 ? null : body("GET", path, response);
  }

  String tenant(String path) {
    return "/api/v1/tenants/" + configuration.tenantId() + path;
  }

  private String stable(String path) {
    return "/api/v1/stable/tenants/" + configuration.tenantId() + path;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode send(String method, String path, @Nullable Object body) {
    return body(method, path, exchange(method, path, body));
  }

  private HttpResponse<String> exchange(String method, String path, @Nullable Object body) {
    if (configuration.serverUrl().isEmpty()) {
      throw new HatchetException(
          "The REST address of Hatchet is not known: set HATCHET_CLIENT_SERVER_URL, such as"
              + " http://localhost:8888.");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(configuration.serverUrl() + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + configuration.token())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body), StandardCharsets.UTF_8))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new EngineUnavailableException(
          "Hatchet's REST at " + configuration.serverUrl() + " does not answer: " + e + ".",
          false,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HatchetException("Interrupted while asking Hatchet.", e);
    }
  }

  private JsonNode body(String method, String path, HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw failed(method, path, response);
    }
    try {
      return response.body().isBlank()
          ? Json.MAPPER.createObjectNode()
          : Json.MAPPER.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new HatchetException(
          "What answers at "
              + configuration.serverUrl()
              + " is not Hatchet's REST: its answer is not JSON. Check HATCHET_CLIENT_SERVER_URL.",
          e);
    }
  }

  private static HatchetException failed(
      String method, String path, HttpResponse<String> response) {
    JsonNode first = Json.object(response.body()).path("errors").path(0).path("description");
    String reason =
        first.isTextual()
            ? first.textValue()
            : response.statusCode() == 401 || response.statusCode() == 403
                ? "the token is refused"
                : "no reason given";
    int query = path.indexOf('?');
    String sentence =
        "Hatchet refused "
            + method
            + " "
            + (query < 0 ? path : path.substring(0, query))
            + " with status "
            + response.statusCode()
            + ": "
            + reason
            + ".";
    return switch (response.statusCode()) {
      case 401, 403 -> new ConnectionSettingsException(sentence, null);
      case 429, 500, 502, 503, 504 -> new EngineUnavailableException(sentence, true, null);
      default -> new HatchetException(sentence);
    };
  }
}
