package routes.engine.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskFilter;
import routes.engine.scheduler.EngineException;
import routes.engine.store.Changes;
import routes.engine.store.EventQueries;

/** Pushed events and what they have started. */
final class EventApi {
  private static final String EVENTS = Routes.STABLE_TENANT + "/events";

  private final EventQueries queries;

  EventApi(EventQueries queries) {
    this.queries = queries;
  }

  void addTo(Routes routes) {
    routes.read(
        EVENTS,
        "Events, the newest first",
        Route.Shape.page("V1Event"),
        this::list,
        "offset",
        "limit",
        "keys",
        "since",
        "until",
        "workflowIds",
        "workflowRunStatuses",
        "eventIds",
        "additionalMetadata",
        "scopes");
    routes.read(EVENTS + "/keys", "The keys of events", Route.Shape.page("EventKey"), this::keys);
    routes.read(EVENTS + "/{event}", "An event", Route.Shape.one("V1Event"), this::get);
  }

  private Object list(Call call) {
    Parameters query = call.query();
    EventQueries.Wanted wanted =
        new EventQueries.Wanted(
            query.time("since"),
            query.time("until"),
            query.texts("keys"),
            query.texts("scopes"),
            query.ids("eventIds"),
            query.ids("workflowIds"),
            statuses(query.texts("workflowRunStatuses")),
            query.pairs("additionalMetadata"),
            query.offset(),
            query.limit(50));
    EventQueries.Found found = queries.list(call.tenantId(), wanted);
    List<UUID> ids = found.events().stream().map(Changes.EventRow::id).toList();
    Map<UUID, List<EventQueries.Triggered>> runs = queries.triggered(call.tenantId(), ids);
    List<Map<String, Object>> rows = new ArrayList<>();
    found
        .events()
        .forEach(event -> rows.add(view(event, runs.getOrDefault(event.id(), List.of()))));
    return Views.list(rows, wanted.offset(), wanted.limit(), found.total());
  }

  private static Set<RunStatus> statuses(List<String> texts) {
    return new HashSet<>(
        TaskFilter.of(Instant.EPOCH, null, texts, List.of(), List.of()).statuses());
  }

  private Object keys(Call call) {
    List<String> keys = queries.keys(call.tenantId());
    return Views.list(keys, 0, Math.max(1, keys.size()), keys.size());
  }

  private Object get(Call call) {
    UUID id = call.id("event");
    Changes.EventRow event = queries.event(call.tenantId(), id);
    if (event == null) {
      throw EngineException.notFound("event not found");
    }
    return view(event, queries.triggered(call.tenantId(), List.of(id)).getOrDefault(id, List.of()));
  }

  private static Map<String, Object> view(
      Changes.EventRow event, List<EventQueries.Triggered> runs) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(event.id(), event.seenAt(), null));
    view.put("key", event.key());
    view.put("tenantId", event.tenantId().toString());
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("running", count(runs, RunStatus.RUNNING));
    summary.put("queued", count(runs, RunStatus.QUEUED));
    summary.put("succeeded", count(runs, RunStatus.COMPLETED));
    summary.put("failed", count(runs, RunStatus.FAILED));
    summary.put("cancelled", count(runs, RunStatus.CANCELLED));
    view.put("workflowRunSummary", summary);
    view.put("additionalMetadata", Json.object(event.metadata()));
    view.put("payload", Json.object(event.payload()));
    put(view, "scope", event.scope());
    view.put("seenAt", event.seenAt().toString());
    view.put("triggeredRuns", runs.stream().map(EventApi::view).toList());
    return view;
  }

  private static long count(List<EventQueries.Triggered> runs, RunStatus status) {
    return runs.stream().filter(run -> run.status() == status).count();
  }

  private static Map<String, Object> view(EventQueries.Triggered run) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("workflowRunId", run.runId().toString());
    put(view, "filterId", run.filterId());
    return view;
  }

  private static void put(Map<String, Object> view, String key, @Nullable Object value) {
    if (value != null) {
      view.put(key, value.toString());
    }
  }
}
