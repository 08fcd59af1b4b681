package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskFilter;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.TriggerRequest;
import routes.engine.store.RunQueries;
import routes.engine.store.RunReader;

/** Runs and tasks: details, lists, logs, metrics, cancellation, replay, triggering. */
final class RunApi {
  private static final int AT_ONCE = 50;

  private static final String[] FILTER = {
    "since",
    "until",
    "statuses",
    "workflow_ids",
    "worker_id",
    "additional_metadata",
    "additional_metadata_operator",
    "parent_task_external_id",
    "triggering_event_external_id"
  };

  private final Engine engine;
  private final RunReader reader;
  private final RunQueries queries;

  RunApi(Engine engine, RunReader reader) {
    this.engine = engine;
    this.reader = reader;
    this.queries = reader.queries();
  }

  void addTo(Routes routes) {
    String run = Routes.STABLE + "/workflow-runs/{run}";
    String task = Routes.STABLE + "/tasks/{task}";
    routes.read(
        run, "A run", Route.Shape.one("V1WorkflowRunDetails"), call -> details(run(call, "run")));
    routes.read(
        run + "/status",
        "The status of a run",
        Route.Shape.one("V1TaskStatus"),
        call -> run(call, "run").status().name());
    routes.read(
        run + "/task-events",
        "What has happened in a run",
        Route.Shape.page("V1TaskEvent"),
        call -> events(call, run(call, "run"), -1),
        "offset",
        "limit");
    routes.read(task, "A task", Route.Shape.one("V1TaskSummary"), this::task, "attempt");
    routes.read(
        task + "/task-events",
        "What has happened to a task",
        Route.Shape.page("V1TaskEvent"),
        call -> events(call, run(call, "task"), ordinal(call)),
        "offset",
        "limit");
    routes.read(
        task + "/logs",
        "What a task has logged",
        Route.Shape.page("V1LogLine"),
        this::logs,
        "limit",
        "since",
        "until",
        "search",
        "levels",
        "order_by_direction",
        "attempt");
    routes.read(
        Routes.STABLE_TENANT + "/workflow-runs",
        "Runs or tasks, the newest first",
        Route.Shape.page("V1TaskSummary"),
        this::list,
        withPage("only_tasks", "include_payloads", "running_filter", "idempotency_keys"));
    routes.read(
        Routes.STABLE_TENANT + "/workflow-runs/external-ids",
        "Ids of runs, the newest first",
        Route.Shape.array("Id"),
        this::ids,
        FILTER);
    routes.read(
        Routes.STABLE_TENANT + "/task-metrics",
        "How many tasks there are in every status",
        Route.Shape.array("V1TaskRunMetric"),
        this::metrics,
        FILTER);
    routes.read(
        Routes.TENANT + "/workflow-runs/{run}/shape",
        "A run in its older form",
        Route.Shape.one("WorkflowRunShape"),
        call -> OldViews.shape(run(call, "run")));
    Route.Shape ids = Route.Shape.one("TaskIds");
    routes.add(
        HttpMethod.POST,
        Routes.STABLE_TENANT + "/tasks/cancel",
        "Cancels tasks or runs",
        ids,
        call -> control(call, true));
    routes.add(
        HttpMethod.POST,
        Routes.STABLE_TENANT + "/tasks/replay",
        "Runs tasks or runs once more",
        ids,
        call -> control(call, false));
    routes.add(
        HttpMethod.POST,
        Routes.STABLE_TENANT + "/workflow-runs/trigger",
        "Starts a run",
        Route.Shape.one("V1WorkflowRunDetails"),
        this::trigger);
  }

  private static String[] withPage(String... more) {
    return Stream.of(Stream.of(FILTER), Stream.of(more), Stream.of("offset", "limit"))
        .flatMap(names -> names)
        .toArray(String[]::new);
  }

  private Run run(Call call, String parameter) {
    Run run = reader.run(call.tenantId(), call.id(parameter));
    if (run == null) {
      throw EngineException.notFound("workflow run not found");
    }
    return run;
  }

  private Object details(Run run) {
    return RunViews.details(run, queries.timeline(run.id()));
  }

  private Object task(Call call) {
    Run run = run(call, "task");
    Task task = run.tasks().get(ordinal(call, run));
    long children = queries.children(List.of(task.id())).getOrDefault(task.id(), 0L);
    return RunViews.task(run, task, children);
  }

  private int ordinal(Call call) {
    return ordinal(call, run(call, "task"));
  }

  private static int ordinal(Call call, Run run) {
    Task task = run.task(call.id("task"));
    if (task == null) {
      throw EngineException.notFound("task not found");
    }
    return task.ordinal();
  }

  private Object events(Call call, Run run, int ordinal) {
    List<RunQueries.Event> events = new ArrayList<>(queries.timeline(run.id()));
    events.removeIf(event -> ordinal >= 0 && event.ordinal() != ordinal);
    events.sort(Comparator.comparingLong(RunQueries.Event::number).reversed());
    return Views.page(RunViews.events(run, events), call.query(), 1000);
  }

  private Object logs(Call call) {
    Parameters parameters = call.query();
    Run run = run(call, "task");
    int ordinal = ordinal(call, run);
    RunQueries.FoundLogs found =
        queries.logs(
            run.id(),
            ordinal,
            new RunQueries.LogFilter(
                parameters.time("since"),
                parameters.time("until"),
                parameters.text("search"),
                Set.copyOf(parameters.texts("levels")),
                (int) parameters.number("attempt", 0, Integer.MAX_VALUE) - 1,
                "DESC".equals(parameters.text("order_by_direction")),
                parameters.limit(1000)));
    Task task = run.tasks().get(ordinal);
    List<Map<String, Object>> rows = new ArrayList<>();
    found.lines().forEach(line -> rows.add(log(run, task, line)));
    return Views.list(rows, 0, Math.max(1, rows.size()), found.total());
  }

  private static Map<String, Object> log(Run run, Task task, RunQueries.Log line) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("createdAt", line.createdAt().toString());
    view.put("message", line.message());
    view.put("metadata", Json.object(line.metadata()));
    view.put("taskExternalId", task.id().toString());
    String name = run.definition(task.ordinal()).readableId();
    view.put("taskDisplayName", RunViews.displayName(name, run.header().createdAt()));
    view.put("retryCount", line.attempt());
    view.put("attempt", line.attempt() + 1);
    view.put("level", line.level());
    return view;
  }

  private Object list(Call call) {
    Parameters parameters = call.query();
    RunQueries.Page page = page(parameters);
    boolean onlyTasks = parameters.flag("only_tasks");
    RunQueries.Found found =
        onlyTasks ? queries.tasks(call.tenantId(), page) : queries.runs(call.tenantId(), page);
    boolean payloads = !"false".equals(parameters.text("include_payloads"));
    List<Map<String, Object>> rows = new ArrayList<>();
    // Inputs and outputs are large: no more runs are held at once than that.
    for (int from = 0; from < found.ids().size(); from += AT_ONCE) {
      List<UUID> ids = found.ids().subList(from, Math.min(from + AT_ONCE, found.ids().size()));
      rows(call, ids, onlyTasks).stream()
          .map(row -> payloads ? row : withoutPayloads(row))
          .forEach(rows::add);
    }
    return Views.list(rows, page.offset(), page.limit(), found.total());
  }

  private List<Map<String, Object>> rows(Call call, List<UUID> ids, boolean onlyTasks) {
    List<Run> runs = queries.load(call.tenantId(), ids);
    List<UUID> taskIds = new ArrayList<>();
    runs.forEach(run -> run.tasks().forEach(task -> taskIds.add(task.id())));
    Map<UUID, Long> children = queries.children(taskIds);
    List<Map<String, Object>> rows = new ArrayList<>();
    Iterator<UUID> asked = ids.iterator();
    for (Run run : runs) {
      UUID id = asked.next();
      while (!run.id().equals(id) && run.task(id) == null) {
        // Removed since it was found.
        id = asked.next();
      }
      rows.add(row(run, id, onlyTasks, children));
    }
    return rows;
  }

  private static Map<String, Object> withoutPayloads(Map<String, Object> row) {
    Map<String, Object> view = new LinkedHashMap<>(row);
    view.replace("input", Map.of());
    view.replace("output", Map.of());
    return view;
  }

  private static Map<String, Object> row(
      Run run, UUID id, boolean onlyTasks, Map<UUID, Long> children) {
    Task task = onlyTasks ? run.task(id) : null;
    if (task != null) {
      return RunViews.task(run, task, children.getOrDefault(task.id(), 0L));
    }
    long spawned = 0;
    for (Task each : run.tasks()) {
      spawned += children.getOrDefault(each.id(), 0L);
    }
    return RunViews.row(run, spawned);
  }

  private Object ids(Call call) {
    RunQueries.Page page = page(call.query());
    RunQueries.Page all =
        new RunQueries.Page(page.filter(), page.anyMetadata(), null, null, null, 0, 20_000);
    return queries.runs(call.tenantId(), all).ids().stream().map(UUID::toString).toList();
  }

  private static RunQueries.Page page(Parameters parameters) {
    TaskFilter filter =
        TaskFilter.of(
            parameters.since(),
            parameters.time("until"),
            parameters.texts("statuses"),
            parameters.ids("workflow_ids"),
            parameters.texts("additional_metadata"));
    return new RunQueries.Page(
        filter,
        "OR".equals(parameters.text("additional_metadata_operator")),
        parameters.id("worker_id"),
        parameters.id("parent_task_external_id"),
        parameters.id("triggering_event_external_id"),
        parameters.offset(),
        parameters.limit(50));
  }

  private Object metrics(Call call) {
    Map<RunStatus, Long> counts = queries.counts(call.tenantId(), page(call.query()));
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (RunStatus status :
        List.of(
            RunStatus.CANCELLED,
            RunStatus.COMPLETED,
            RunStatus.FAILED,
            RunStatus.QUEUED,
            RunStatus.RUNNING)) {
      long count = counts.getOrDefault(status, 0L);
      Map<String, Object> metric = new LinkedHashMap<>();
      metric.put("status", status.name());
      metric.put("count", count);
      if (status == RunStatus.RUNNING) {
        metric.put("runningDetailCount", Map.of("evicted", 0, "onWorker", count));
      }
      metrics.add(metric);
    }
    return metrics;
  }

  private CompletableFuture<@Nullable Object> control(Call call, boolean cancel) {
    JsonNode body = call.body();
    JsonNode filter = body.path("filter");
    JsonNode externalIds = body.path("externalIds");
    boolean hasIds = externalIds.isArray() && !externalIds.isEmpty();
    if (hasIds == filter.isObject()) {
      throw EngineException.invalid("either externalIds or filter must be given");
    }
    CompletableFuture<List<UUID>> done;
    if (hasIds) {
      List<UUID> ids = new ArrayList<>();
      externalIds.forEach(id -> ids.add(Answers.uuid("externalIds", id.asText())));
      done =
          cancel
              ? engine.runs().cancel(call.tenantId(), ids)
              : engine.runs().replay(call.tenantId(), ids);
    } else {
      TaskFilter wanted = filter(filter);
      done =
          cancel
              ? engine.runs().cancel(call.tenantId(), wanted)
              : engine.runs().replay(call.tenantId(), wanted);
    }
    return done.thenApply(ids -> Map.of("ids", ids.stream().map(UUID::toString).toList()));
  }

  private static TaskFilter filter(JsonNode filter) {
    if (!filter.path("since").isTextual()) {
      throw EngineException.invalid("a filter needs since");
    }
    List<UUID> workflows = new ArrayList<>();
    filter
        .path("workflowIds")
        .forEach(id -> workflows.add(Answers.uuid("workflowIds", id.asText())));
    return TaskFilter.of(
        Parameters.time("since", filter.path("since").asText()),
        filter.path("until").isTextual()
            ? Parameters.time("until", filter.path("until").asText())
            : null,
        texts(filter.path("statuses")),
        workflows,
        texts(filter.path("additionalMetadata")));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private CompletableFuture<@Nullable Object> trigger(Call call) {
    JsonNode body = call.body();
    String name = body.path("workflowName").asText("");
    if (name.isEmpty() || !body.path("input").isObject()) {
      throw EngineException.invalid("workflowName and input are needed");
    }
    TriggerRequest request =
        TriggerRequest.of(
            name,
            body.path("input").toString(),
            body.path("additionalMetadata").isObject()
                ? body.path("additionalMetadata").toString()
                : "{}",
            priority(body));
    return engine
        .runs()
        .trigger(call.tenantId(), request)
        .thenCompose(
            id ->
                engine.read(
                    () -> {
                      Run run = Objects.requireNonNull(reader.run(call.tenantId(), id));
                      return RunViews.details(run, queries.timeline(Ids.runOf(id)));
                    }));
  }

  static @Nullable Integer priority(JsonNode body) {
    JsonNode priority = body.path("priority");
    if (!priority.isInt()) {
      return null;
    }
    if (priority.intValue() < 1 || priority.intValue() > 3) {
      throw EngineException.invalid("invalid priority " + priority + ": 1, 2 or 3 is needed");
    }
    return priority.intValue();
  }
}
