package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.WorkerProfile;
import routes.engine.scheduler.WorkerView;

/** Workers: lists, details, pausing. */
final class WorkerApi {
  private final Engine engine;
  private final Clock clock;

  WorkerApi(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/worker",
        "Workers",
        Route.Shape.page("Worker"),
        this::list,
        "offset",
        "limit",
        "statuses",
        "labels");
    routes.add(
        HttpMethod.GET,
        "/api/v1/workers/{worker}",
        "A worker",
        Route.Shape.one("Worker"),
        this::get);
    routes.add(
        HttpMethod.PATCH,
        "/api/v1/workers/{worker}",
        "Pauses a worker, or lets it go on",
        Route.Shape.one("Worker"),
        this::patch);
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters parameters = call.query();
    Set<String> statuses = Set.copyOf(parameters.texts("statuses"));
    long limit = parameters.limit(100);
    return engine
        .workers()
        .list(call.tenantId())
        .thenApply(
            workers -> {
              List<Map<String, Object>> rows = new ArrayList<>();
              for (WorkerView worker : workers) {
                if (statuses.isEmpty() || statuses.contains(worker.status())) {
                  rows.add(view(worker));
                }
              }
              List<Map<String, Object>> page =
                  rows.stream().skip(parameters.offset()).limit(limit).toList();
              return Views.list(page, parameters.offset(), limit, rows.size());
            });
  }

  private CompletableFuture<@Nullable Object> get(Call call) {
    return engine.workers().get(call.tenantId(), call.id("worker")).thenApply(this::view);
  }

  private CompletableFuture<@Nullable Object> patch(Call call) {
    JsonNode paused = call.body().path("isPaused");
    if (!paused.isBoolean()) {
      throw EngineException.invalid("isPaused is needed, true or false");
    }
    return engine
        .workers()
        .pause(call.tenantId(), call.id("worker"), paused.booleanValue())
        .thenApply(this::view);
  }

  private Map<String, Object> view(WorkerView worker) {
    WorkerProfile profile = worker.profile();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(worker.id(), worker.createdAt(), worker.lastHeartbeat()));
    view.put("name", worker.name());
    view.put("type", "SELFHOSTED");
    view.put("status", worker.status());
    view.put("lastHeartbeatAt", worker.lastHeartbeat().toString());
    if (worker.lastListener() != null) {
      view.put("lastListenerEstablished", worker.lastListener().toString());
    }
    view.put("actions", profile.actions());
    Map<String, Object> slots = new LinkedHashMap<>();
    profile
        .slots()
        .forEach(
            (type, limit) -> {
              int used = worker.used().getOrDefault(type, 0);
              slots.put(type, Map.of("available", Math.max(0, limit - used), "limit", limit));
            });
    view.put("slotConfig", slots);
    view.put("slots", List.of());
    view.put("recentStepRuns", List.of());
    view.put("registeredWorkflows", List.of());
    view.put("labels", labels(worker));
    WorkerProfile.Platform runtime = profile.runtime();
    if (runtime != null) {
      view.put("runtimeInfo", runtime(runtime));
    }
    return view;
  }

  private List<Map<String, Object>> labels(WorkerView worker) {
    Instant now = clock.instant();
    List<Map<String, Object>> labels = new ArrayList<>();
    worker
        .profile()
        .labels()
        .forEach(
            (key, label) -> {
              Map<String, Object> view = new LinkedHashMap<>();
              view.put("metadata", Views.metadata(Ids.random(now), worker.createdAt(), now));
              view.put("key", key);
              view.put("value", label.asText());
              labels.add(view);
            });
    return labels;
  }

  private static Map<String, Object> runtime(WorkerProfile.Platform runtime) {
    Map<String, Object> view = new LinkedHashMap<>();
    put(view, "sdkVersion", runtime.sdkVersion());
    String language = runtime.language();
    put(view, "language", "GO".equals(language) ? "GOLANG" : language);
    put(view, "languageVersion", runtime.languageVersion());
    put(view, "os", runtime.os());
    put(view, "runtimeExtra", runtime.extra());
    return view;
  }

  private static void put(Map<String, Object> view, String key, @Nullable String value) {
    if (value != null && !value.equals("UNKNOWN")) {
      view.put(key, value);
    }
  }
}
