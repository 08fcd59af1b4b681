package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.QueueCensus;

/** How much there is to do. */
final class MetricApi {
  private final Engine engine;

  MetricApi(Engine engine) {
    this.engine = engine;
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/queue-metrics",
        "Unfinished tasks by workflow and queue",
        Route.Shape.one("TenantQueueMetrics"),
        this::queues,
        "workflows",
        "additionalMetadata");
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/step-run-queue-metrics",
        "Queued tasks by queue",
        Route.Shape.one("TenantStepRunQueueMetrics"),
        call -> census(call).thenApply(census -> Map.of("queues", census.queued())));
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/task-stats",
        "Unfinished tasks by name",
        Route.Shape.one("TaskStats"),
        this::stats,
        "taskNames");
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/prometheus-metrics",
        "The same for Prometheus",
        Route.Shape.TEXT,
        this::prometheus);
  }

  private CompletableFuture<QueueCensus> census(Call call) {
    return engine.runs().census(call.tenantId());
  }

  private CompletableFuture<@Nullable Object> queues(Call call) {
    List<UUID> wanted = call.query().ids("workflows");
    return census(call)
        .thenApply(
            census -> {
              Map<String, Object> workflows = new LinkedHashMap<>();
              census
                  .byWorkflow()
                  .forEach(
                      (id, count) -> {
                        if (wanted.isEmpty() || wanted.contains(id)) {
                          workflows.put(id.toString(), view(count));
                        }
                      });
              Map<String, Object> view = new LinkedHashMap<>();
              view.put("total", view(census.total()));
              view.put("workflow", workflows);
              view.put("queues", census.queued());
              return view;
            });
  }

  private static Map<String, Object> view(QueueCensus.Count count) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("numQueued", count.queued());
    view.put("numRunning", count.running());
    view.put("numPending", count.pending());
    return view;
  }

  private CompletableFuture<@Nullable Object> stats(Call call) {
    List<String> wanted = call.query().texts("taskNames");
    return census(call)
        .thenApply(
            census -> {
              Map<String, Object> view = new LinkedHashMap<>();
              census
                  .byTask()
                  .forEach(
                      (name, load) -> {
                        if (wanted.isEmpty() || wanted.contains(name)) {
                          view.put(name, view(load));
                        }
                      });
              return view;
            });
  }

  private static Map<String, Object> view(QueueCensus.Load load) {
    Map<String, Object> queued = stat(load.action(), load.count().queued());
    if (load.oldestQueued() != null) {
      queued.put("oldest", load.oldestQueued().toString());
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("queued", queued);
    view.put("running", stat(load.action(), load.count().running()));
    return view;
  }

  private static Map<String, Object> stat(String action, long count) {
    Map<String, Object> stat = new LinkedHashMap<>();
    stat.put("total", count);
    stat.put("queues", count == 0 ? Map.of() : Map.of(action, count));
    stat.put("concurrency", List.of());
    return stat;
  }

  private CompletableFuture<@Nullable Object> prometheus(Call call) {
    return census(call)
        .thenCombine(
            engine.workers().list(call.tenantId()),
            (census, workers) -> {
              QueueCensus.Count total = census.total();
              long active = workers.stream().filter(w -> w.status().equals("ACTIVE")).count();
              StringBuilder text = new StringBuilder();
              gauge(text, "hatchet_tenant_queued_tasks", "Tasks that wait", total.queued());
              gauge(text, "hatchet_tenant_running_tasks", "Tasks that run", total.running());
              gauge(
                  text,
                  "hatchet_tenant_pending_tasks",
                  "Tasks that wait for parents or conditions",
                  total.pending());
              gauge(text, "hatchet_tenant_active_workers", "Workers that take tasks", active);
              return new Answers.Text("text/plain; version=0.0.4; charset=utf-8", text.toString());
            });
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    text.append(name).append(' ').append(value).append('\n');
  }
}
