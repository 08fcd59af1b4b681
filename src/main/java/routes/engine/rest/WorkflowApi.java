package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.TaskDefinition;
import routes.engine.model.WorkflowVersion;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.WorkflowPause;
import routes.engine.scheduler.WorkflowView;

/** Workflows: lists, details, versions, pausing, deleting. */
final class WorkflowApi {
  private static final String WORKFLOW = "/api/v1/workflows/{workflow}";

  private static final Pattern DAYS = Pattern.compile("^(\\d+)d");

  private final Engine engine;

  WorkflowApi(Engine engine) {
    this.engine = engine;
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.GET,
        Routes.TENANT + "/workflows",
        "Workflows",
        Route.Shape.page("Workflow"),
        this::list,
        "offset",
        "limit",
        "name");
    routes.add(HttpMethod.GET, WORKFLOW, "A workflow", Route.Shape.one("Workflow"), this::get);
    routes.add(
        HttpMethod.GET,
        WORKFLOW + "/versions",
        "A version of a workflow, the newest unless told otherwise",
        Route.Shape.one("WorkflowVersion"),
        this::version,
        "version");
    routes.add(
        HttpMethod.PATCH,
        WORKFLOW,
        "Pauses a workflow, or lets it go on",
        Route.Shape.one("Workflow"),
        this::pause);
    routes.add(
        HttpMethod.DELETE,
        WORKFLOW,
        "Deletes a workflow; unfinished runs go on",
        Route.Shape.NOTHING,
        call ->
            engine
                .catalog()
                .deleteWorkflow(call.tenantId(), call.id("workflow"))
                .thenApply(done -> null));
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters parameters = call.query();
    String name = parameters.text("name");
    long limit = parameters.limit(50);
    return engine
        .catalog()
        .workflows(call.tenantId())
        .thenApply(
            workflows -> {
              List<Map<String, Object>> rows = new ArrayList<>();
              for (WorkflowView workflow : workflows) {
                if (name == null || workflow.name().equals(name)) {
                  rows.add(view(workflow));
                }
              }
              return Views.list(
                  rows.stream().skip(parameters.offset()).limit(limit).toList(),
                  parameters.offset(),
                  limit,
                  rows.size());
            });
  }

  private CompletableFuture<@Nullable Object> get(Call call) {
    return engine
        .catalog()
        .workflow(call.tenantId(), call.id("workflow"))
        .thenApply(WorkflowApi::view);
  }

  private CompletableFuture<@Nullable Object> version(Call call) {
    return engine
        .catalog()
        .workflow(call.tenantId(), call.id("workflow"))
        .thenApply(WorkflowApi::versionView);
  }

  private CompletableFuture<@Nullable Object> pause(Call call) {
    JsonNode pause = call.body().path("pause");
    String action = pause.path("action").asText("");
    CompletableFuture<WorkflowView> done =
        switch (action) {
          case "pause" ->
              engine.catalog().pauseWorkflow(call.tenantId(), call.id("workflow"), pause(pause));
          case "unpause" -> engine.catalog().unpauseWorkflow(call.tenantId(), call.id("workflow"));
          default -> throw EngineException.invalid("pause.action is needed: pause or unpause");
        };
    return done.thenApply(WorkflowApi::view);
  }

  private static WorkflowPause pause(JsonNode pause) {
    try {
      return new WorkflowPause(
          behaviour(pause, "pausedWorkflowCronRunQueueBehavior"),
          behaviour(pause, "pausedWorkflowScheduledRunQueueBehavior"),
          withoutDays(pause.path("pausedWorkflowQueueTTL").asText("")),
          0);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  private static WorkflowPause.Behaviour behaviour(JsonNode pause, String field) {
    String text = pause.path(field).asText("DROP");
    if (!text.equals("DROP") && !text.equals("QUEUE")) {
      throw EngineException.invalid("invalid " + field + " " + text + ": DROP or QUEUE is needed");
    }
    return WorkflowPause.Behaviour.valueOf(text);
  }

  /** Here alone clients may count in days. */
  private static String withoutDays(String duration) {
    Matcher days = DAYS.matcher(duration);
    return days.find() && days.group(1).length() < 5
        ? Integer.parseInt(days.group(1)) * 24 + "h" + duration.substring(days.end())
        : duration;
  }

  private static Map<String, Object> view(WorkflowView workflow) {
    WorkflowVersion version = workflow.version();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(workflow.id(), workflow.createdAt(), version.createdAt()));
    view.put("name", workflow.name());
    view.put("tenantId", workflow.tenantId().toString());
    view.put("description", version.definition().description());
    view.put("isPaused", workflow.paused());
    view.put("versions", List.of(versionMeta(version)));
    view.put("tags", List.of());
    view.put("jobs", List.of());
    view.put("pausedWorkflowCronRunQueueBehavior", workflow.pause().crons().name());
    view.put("pausedWorkflowScheduledRunQueueBehavior", workflow.pause().schedules().name());
    return view;
  }

  private static Map<String, Object> versionMeta(WorkflowVersion version) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(version.id(), version.createdAt(), null));
    view.put("version", version.definition().version());
    view.put("order", version.order());
    view.put("workflowId", version.workflowId().toString());
    return view;
  }

  private static Map<String, Object> versionView(WorkflowView workflow) {
    WorkflowVersion version = workflow.version();
    Definition definition = version.definition();
    Map<String, Object> view = versionMeta(version);
    view.put("workflow", view(workflow));
    view.put("defaultPriority", definition.defaultPriority());
    if (definition.sticky() != null) {
      view.put("sticky", definition.sticky().name());
    }
    view.put(
        "triggers",
        Map.of(
            "metadata",
            Views.metadata(version.id(), version.createdAt(), null),
            "workflow_version_id",
            version.id().toString(),
            "tenant_id",
            workflow.tenantId().toString(),
            "events",
            definition.eventTriggers().stream().map(key -> Map.of("event_key", key)).toList(),
            "crons",
            definition.cronTriggers().stream().map(cron -> Map.of("cron", cron)).toList()));
    view.put("v1Concurrency", concurrency(definition));
    view.put("jobs", List.of());
    view.put("workflowConfig", Json.MAPPER.valueToTree(definition));
    if (definition.inputJsonSchema() != null) {
      view.put("inputJsonSchema", Json.object(definition.inputJsonSchema()));
    }
    return view;
  }

  private static List<Map<String, Object>> concurrency(Definition definition) {
    List<Map<String, Object>> rules = new ArrayList<>();
    definition.concurrency().forEach(rule -> rules.add(rule(rule, "WORKFLOW", null)));
    for (TaskDefinition task : definition.tasks()) {
      task.concurrency().forEach(rule -> rules.add(rule(rule, "TASK", task.readableId())));
    }
    return rules;
  }

  private static Map<String, Object> rule(
      ConcurrencyRule rule, String scope, @Nullable String task) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("maxRuns", rule.maxRuns());
    view.put("limitStrategy", rule.strategy().name());
    view.put("expression", rule.expression());
    view.put("scope", scope);
    if (task != null) {
      view.put("stepReadableId", task);
    }
    return view;
  }
}
