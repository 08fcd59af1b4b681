package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.scheduler.ClockCalls;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.TriggerRequest;
import routes.engine.scheduler.WorkflowView;
import routes.engine.store.ScheduleQueries;

/** Scheduled runs. */
final class ScheduleApi {
  private static final String SCHEDULES = Routes.TENANT + "/workflows/scheduled";
  private static final String SCHEDULE = SCHEDULES + "/{scheduled}";
  private static final Route.Shape SHAPE = Route.Shape.one("ScheduledWorkflows");
  private static final int MOST_AT_ONCE = 500;

  private final Engine engine;
  private final ClockCalls clock;
  private final ScheduleQueries queries;

  ScheduleApi(Engine engine, ScheduleQueries queries) {
    this.engine = engine;
    this.clock = engine.clock();
    this.queries = queries;
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.POST,
        Routes.TENANT + "/workflows/{workflow}/scheduled",
        "Schedules a run of the workflow of this name",
        SHAPE,
        this::create);
    routes.add(
        HttpMethod.GET,
        SCHEDULES,
        "Scheduled runs",
        Route.Shape.page("ScheduledWorkflows"),
        this::list,
        "offset",
        "limit",
        "workflowId",
        "parentWorkflowRunId",
        "parentStepRunId",
        "additionalMetadata",
        "statuses",
        "orderByField",
        "orderByDirection");
    routes.add(
        HttpMethod.POST,
        SCHEDULES + "/bulk-delete",
        "Deletes several scheduled runs",
        Route.Shape.one("ScheduledWorkflowsBulkDeleteResponse"),
        this::deleteAll);
    routes.add(
        HttpMethod.POST,
        SCHEDULES + "/bulk-update",
        "Gives several scheduled runs another time",
        Route.Shape.one("ScheduledWorkflowsBulkUpdateResponse"),
        this::updateAll);
    routes.add(HttpMethod.GET, SCHEDULE, "A scheduled run", SHAPE, this::get);
    routes.add(
        HttpMethod.DELETE, SCHEDULE, "Deletes a scheduled run", Route.Shape.NOTHING, this::delete);
    routes.add(
        HttpMethod.PATCH, SCHEDULE, "Gives a scheduled run another time", SHAPE, this::update);
  }

  private CompletableFuture<@Nullable Object> create(Call call) {
    JsonNode body = call.body();
    TriggerRequest request =
        TriggerRequest.of(
            call.text("workflow"),
            Answers.object(body, "input"),
            Answers.object(body, "additionalMetadata"),
            RunApi.priority(body));
    Instant at = Parameters.time("triggerAt", Answers.text(body, "triggerAt"));
    return clock
        .schedule(call.tenantId(), request, List.of(at), ClockCalls.BY_API)
        .exceptionallyCompose(ScheduleApi::badRequest)
        .thenCompose(
            made ->
                engine
                    .catalog()
                    .workflow(call.tenantId(), made.version().workflowId())
                    .thenApply(
                        workflow ->
                            view(
                                new ScheduleQueries.Scheduled(made.rows().get(0), null, null),
                                workflow)));
  }

  /** The name in the path is no id of ours: what is unknown is the caller's mistake. */
  private static <T> CompletableFuture<T> badRequest(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return CompletableFuture.failedFuture(
        cause instanceof EngineException known && known.code() == EngineException.Code.NOT_FOUND
            ? EngineException.invalid(String.valueOf(known.getMessage()))
            : cause);
  }

  private CompletableFuture<@Nullable Object> get(Call call) {
    UUID id = call.id("scheduled");
    return find(call.tenantId(), id)
        .thenCompose(
            found ->
                engine
                    .catalog()
                    .workflow(call.tenantId(), found.row().workflowId())
                    .thenApply(workflow -> view(found, workflow)));
  }

  private CompletableFuture<ScheduleQueries.Scheduled> find(UUID tenantId, UUID id) {
    return engine.read(
        () -> {
          ScheduleQueries.Scheduled found = queries.schedule(tenantId, id);
          if (found == null) {
            throw EngineException.notFound("scheduled run not found");
          }
          return found;
        });
  }

  private CompletableFuture<@Nullable Object> delete(Call call) {
    UUID id = call.id("scheduled");
    return find(call.tenantId(), id)
        .thenCompose(found -> clock.deleteSchedules(call.tenantId(), List.of(id)))
        .thenApply(done -> null);
  }

  private CompletableFuture<@Nullable Object> update(Call call) {
    UUID id = call.id("scheduled");
    Instant at = Parameters.time("triggerAt", Answers.text(call.body(), "triggerAt"));
    return find(call.tenantId(), id)
        .thenCompose(
            found ->
                clock
                    .reschedule(call.tenantId(), id, at)
                    .thenCompose(
                        row -> {
                          if (row == null) {
                            throw EngineException.invalid("the scheduled run has started");
                          }
                          return get(call);
                        }));
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters query = call.query();
    Wanted wanted =
        new Wanted(
            query.id("workflowId"),
            query.id("parentWorkflowRunId"),
            query.id("parentStepRunId"),
            query.pairs("additionalMetadata"),
            query.texts("statuses"));
    Comparator<ScheduleQueries.Scheduled> order =
        "createdAt".equals(query.text("orderByField"))
            ? Comparator.comparing(found -> found.row().createdAt())
            : Comparator.comparing(found -> found.row().triggerAt());
    Comparator<ScheduleQueries.Scheduled> sorted =
        "ASC".equalsIgnoreCase(query.text("orderByDirection")) ? order : order.reversed();
    return matching(call.tenantId(), wanted)
        .thenCombine(
            engine.catalog().workflows(call.tenantId()),
            (found, workflows) -> {
              Map<UUID, WorkflowView> byId = new LinkedHashMap<>();
              workflows.forEach(workflow -> byId.put(workflow.id(), workflow));
              List<Map<String, Object>> rows = new ArrayList<>();
              for (ScheduleQueries.Scheduled each : found.stream().sorted(sorted).toList()) {
                WorkflowView workflow = byId.get(each.row().workflowId());
                if (workflow != null) {
                  rows.add(view(each, workflow));
                }
              }
              return Views.page(rows, query, 50);
            });
  }

  /** What a list or a bulk request means; null or empty excludes nothing. */
  private record Wanted(
      @Nullable UUID workflowId,
      @Nullable UUID parentRunId,
      @Nullable UUID parentTaskId,
      Map<String, String> metadata,
      List<String> statuses) {
    boolean has(ScheduleQueries.Scheduled found) {
      TriggerRequest request = Json.read(found.row().request(), TriggerRequest.class);
      return (workflowId == null || found.row().workflowId().equals(workflowId))
          && (parentRunId == null || isIn(parentRunId, request.parentTaskId()))
          && (parentTaskId == null || parentTaskId.equals(request.parentTaskId()))
          && (statuses.isEmpty() || statuses.contains(status(found)))
          && Views.hasAll(request.metadata(), metadata);
    }

    private static boolean isIn(UUID runId, @Nullable UUID taskId) {
      return taskId != null && Ids.runOf(taskId).equals(runId);
    }
  }

  private CompletableFuture<List<ScheduleQueries.Scheduled>> matching(
      UUID tenantId, Wanted wanted) {
    return engine.read(() -> queries.list(tenantId).stream().filter(wanted::has).toList());
  }

  private CompletableFuture<@Nullable Object> deleteAll(Call call) {
    JsonNode body = call.body();
    JsonNode ids = body.path("scheduledWorkflowRunIds");
    if (ids.isArray() == body.path("filter").isObject()) {
      throw EngineException.invalid("either scheduledWorkflowRunIds or filter must be given");
    }
    CompletableFuture<List<ScheduleQueries.Scheduled>> found =
        ids.isArray()
            ? known(call.tenantId(), ids(ids))
            : matching(call.tenantId(), wanted(body.path("filter")));
    return found.thenCompose(
        rows -> {
          List<UUID> known = rows.stream().map(each -> each.row().id()).toList();
          return clock
              .deleteSchedules(call.tenantId(), known)
              .thenApply(done -> bulk("deletedIds", known, missing(ids, known)));
        });
  }

  private static Wanted wanted(JsonNode filter) {
    return new Wanted(
        id(filter, "workflowId"),
        id(filter, "parentWorkflowRunId"),
        id(filter, "parentStepRunId"),
        Parameters.pairs("additionalMetadata", RunApi.texts(filter.path("additionalMetadata"))),
        List.of());
  }

  private static @Nullable UUID id(JsonNode object, String field) {
    String text = object.path(field).textValue();
    return text == null ? null : Answers.uuid(field, text);
  }

  private static List<UUID> ids(JsonNode array) {
    if (array.isEmpty() || array.size() > MOST_AT_ONCE) {
      throw EngineException.invalid("1 to " + MOST_AT_ONCE + " scheduled runs are allowed at once");
    }
    List<UUID> ids = new ArrayList<>();
    array.forEach(id -> ids.add(Answers.uuid("scheduledWorkflowRunIds", id.asText())));
    return ids;
  }

  private CompletableFuture<List<ScheduleQueries.Scheduled>> known(UUID tenantId, List<UUID> ids) {
    return engine.read(
        () -> {
          List<ScheduleQueries.Scheduled> found = new ArrayList<>();
          for (UUID id : ids) {
            ScheduleQueries.Scheduled each = queries.schedule(tenantId, id);
            if (each != null) {
              found.add(each);
            }
          }
          return found;
        });
  }

  private static List<UUID> missing(JsonNode ids, List<UUID> known) {
    List<UUID> missing = ids.isArray() ? ids(ids) : new ArrayList<>();
    missing.removeAll(known);
    return missing;
  }

  private CompletableFuture<@Nullable Object> updateAll(Call call) {
    JsonNode updates = call.body().path("updates");
    if (!updates.isArray() || updates.isEmpty() || updates.size() > MOST_AT_ONCE) {
      throw EngineException.invalid("updates is needed: 1 to " + MOST_AT_ONCE + " of them");
    }
    List<UUID> updated = new ArrayList<>();
    List<UUID> failed = new ArrayList<>();
    CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
    for (JsonNode update : updates) {
      UUID id = Answers.uuid("id", update.path("id").asText(null));
      Instant at = Parameters.time("triggerAt", Answers.text(update, "triggerAt"));
      all =
          all.thenCombine(
              clock.reschedule(call.tenantId(), id, at),
              (done, row) -> (row == null ? failed : updated).add(id));
    }
    return all.thenApply(done -> bulk("updatedIds", updated, failed));
  }

  private static Map<String, Object> bulk(String field, List<UUID> done, List<UUID> failed) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put(field, done.stream().map(UUID::toString).toList());
    view.put(
        "errors",
        failed.stream()
            .map(id -> Map.of("id", id.toString(), "error", "scheduled run not found"))
            .toList());
    return view;
  }

  private static Map<String, Object> view(ScheduleQueries.Scheduled found, WorkflowView workflow) {
    TriggerRequest request = Json.read(found.row().request(), TriggerRequest.class);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(found.row().id(), found.row().createdAt(), null));
    view.put("tenantId", found.row().tenantId().toString());
    view.put("workflowVersionId", workflow.version().id().toString());
    view.put("workflowId", workflow.id().toString());
    view.put("workflowName", workflow.name());
    view.put("triggerAt", found.row().triggerAt().toString());
    view.put("input", Json.object(request.input()));
    view.put("additionalMetadata", Json.object(request.metadata()));
    view.put("method", found.row().method());
    view.put(
        "priority",
        request.priority() == null
            ? workflow.version().definition().defaultPriority()
            : request.priority());
    if (found.row().runId() != null && found.startedAt() != null) {
      view.put("workflowRunId", found.row().runId().toString());
      view.put("workflowRunCreatedAt", found.startedAt().toString());
      view.put("workflowRunName", RunViews.displayName(workflow.name(), found.startedAt()));
      view.put("workflowRunStatus", status(found));
    }
    return view;
  }

  /** In the words of the older interface. */
  private static String status(ScheduleQueries.Scheduled found) {
    return found.status() == null ? "SCHEDULED" : OldViews.status(found.status());
  }
}
