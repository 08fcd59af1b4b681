package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.ConcurrencyRule;
import routes.engine.model.Definition;
import routes.engine.model.Json;
import routes.engine.model.TaskDefinition;
import routes.engine.model.WorkflowVersion;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.WorkflowView;

/** Workflows: lists, details, versions, pausing, deleting. */
final class WorkflowApi {
  private final Api api;
  private final Engine engine;

  WorkflowApi(Api api, Engine engine) {
    this.api = api;
    this.engine = engine;
  }

  void mount(Router router) {
    api.route(router, HttpMethod.GET, "/api/v1/tenants/:tenant/workflows", this::list);
    api.route(router, HttpMethod.GET, "/api/v1/workflows/:workflow", this::get);
    api.route(router, HttpMethod.GET, "/api/v1/workflows/:workflow/versions", this::version);
    api.route(router, HttpMethod.PATCH, "/api/v1/workflows/:workflow", this::pause);
    api.route(
        router,
        HttpMethod.DELETE,
        "/api/v1/workflows/:workflow",
        call ->
            engine.catalog().deleteWorkflow(call.tenantId(), call.id("workflow")).thenApply(done -> null));
  }

  private CompletableFuture<@Nullable Object> list(Api.Call call) {
    Parameters parameters = Parameters.of(call);
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
              return RunViews.list(
                  rows.stream().skip(parameters.offset()).limit(limit).toList(),
                  parameters.offset(),
                  limit,
                  rows.size());
            });
  }

  private CompletableFuture<@Nullable Object> get(Api.Call call) {
    return engine.catalog().workflow(call.tenantId(), call.id("workflow")).thenApply(WorkflowApi::view);
  }

  private CompletableFuture<@Nullable Object> version(Api.Call call) {
    return engine
        .catalog()
        .workflow(call.tenantId(), call.id("workflow"))
        .thenApply(WorkflowApi::versionView);
  }

  private CompletableFuture<@Nullable Object> pause(Api.Call call) {
    JsonNode pause = call.body().path("pause");
    String action = pause.path("action").asText("");
    if (!action.equals("pause") && !action.equals("unpause")) {
      throw EngineException.invalid("pause.action is needed: pause or unpause");
    }
    return engine
        .catalog()
        .pauseWorkflow(
            call.tenantId(), call.id("workflow"), action.equals("pause"), pause.toString())
        .thenApply(WorkflowApi::view);
  }

  private static Map<String, Object> view(WorkflowView workflow) {
    WorkflowVersion version = workflow.version();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put(
        "metadata", RunViews.metadata(workflow.id(), workflow.createdAt(), version.createdAt()));
    view.put("name", workflow.name());
    view.put("tenantId", workflow.tenantId().toString());
    view.put("description", version.definition().description());
    view.put("isPaused", workflow.paused());
    view.put("versions", List.of(versionMeta(version)));
    view.put("tags", List.of());
    view.put("jobs", List.of());
    JsonNode pause = Json.tree(workflow.pause());
    for (String key :
        List.of("pausedWorkflowCronRunQueueBehavior", "pausedWorkflowScheduledRunQueueBehavior")) {
      if (pause.path(key).isTextual()) {
        view.put(key, pause.path(key).asText());
      }
    }
    return view;
  }

  private static Map<String, Object> versionMeta(WorkflowVersion version) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", RunViews.metadata(version.id(), version.createdAt(), null));
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
            RunViews.metadata(version.id(), version.createdAt(), null),
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
