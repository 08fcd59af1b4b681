package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.scheduler.ClockCalls;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.WorkflowView;
import routes.engine.store.Loaded.CronRow;

/** Cron triggers. */
final class CronApi {
  private static final String CRONS = Routes.TENANT + "/workflows/crons";
  private static final String CRON = CRONS + "/{cron}";
  private static final Route.Shape SHAPE = Route.Shape.one("CronWorkflows");

  private final Engine engine;
  private final ClockCalls clock;

  CronApi(Engine engine) {
    this.engine = engine;
    this.clock = engine.clock();
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.POST,
        Routes.TENANT + "/workflows/{workflow}/crons",
        "Makes a cron trigger for the workflow of this name",
        SHAPE,
        this::create);
    routes.add(
        HttpMethod.GET,
        CRONS,
        "Cron triggers",
        Route.Shape.page("CronWorkflows"),
        this::list,
        "offset",
        "limit",
        "workflowId",
        "workflowName",
        "cronName",
        "additionalMetadata",
        "orderByField",
        "orderByDirection");
    routes.add(
        HttpMethod.GET,
        CRON,
        "A cron trigger",
        SHAPE,
        call -> one(call.tenantId(), clock.cron(call.tenantId(), call.id("cron"))));
    routes.add(
        HttpMethod.DELETE,
        CRON,
        "Deletes a cron trigger",
        Route.Shape.NOTHING,
        call -> clock.deleteCron(call.tenantId(), call.id("cron")).thenApply(done -> null));
    routes.add(
        HttpMethod.PATCH,
        CRON,
        "Switches a cron trigger on or off",
        Route.Shape.NOTHING,
        this::enable);
    routes.add(
        HttpMethod.POST,
        CRON,
        "Starts a run of a cron trigger now",
        Route.Shape.one("CronTriggered"),
        call ->
            clock
                .triggerCron(call.tenantId(), call.id("cron"))
                .thenApply(id -> Map.of("externalId", id.toString())));
  }

  private CompletableFuture<@Nullable Object> create(Call call) {
    JsonNode body = call.body();
    return one(
        call.tenantId(),
        clock.createCron(
            call.tenantId(),
            call.text("workflow"),
            Answers.text(body, "cronName"),
            Answers.text(body, "cronExpression"),
            Answers.object(body, "input"),
            Answers.object(body, "additionalMetadata"),
            RunApi.priority(body)));
  }

  private CompletableFuture<@Nullable Object> enable(Call call) {
    JsonNode enabled = call.body().path("enabled");
    if (!enabled.isBoolean()) {
      throw EngineException.invalid("enabled is needed, true or false");
    }
    return clock
        .enableCron(call.tenantId(), call.id("cron"), enabled.booleanValue())
        .thenApply(done -> null);
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters query = call.query();
    UUID workflowId = query.id("workflowId");
    String workflowName = query.text("workflowName");
    String cronName = query.text("cronName");
    Map<String, String> metadata = query.pairs("additionalMetadata");
    Comparator<CronRow> byTime = Comparator.comparing(CronRow::createdAt);
    Comparator<CronRow> order =
        "name".equals(query.text("orderByField"))
            ? Comparator.comparing(CronRow::name).thenComparing(byTime)
            : byTime;
    Comparator<CronRow> wanted =
        "ASC".equalsIgnoreCase(query.text("orderByDirection")) ? order : order.reversed();
    return clock
        .crons(call.tenantId())
        .thenCombine(
            byId(call.tenantId()),
            (crons, workflows) -> {
              List<Map<String, Object>> rows = new ArrayList<>();
              for (CronRow cron : crons.stream().sorted(wanted).toList()) {
                WorkflowView workflow = workflows.get(cron.workflowId());
                if (workflow != null
                    && (workflowId == null || cron.workflowId().equals(workflowId))
                    && (workflowName == null || workflow.name().equals(workflowName))
                    && (cronName == null || cron.name().equals(cronName))
                    && Views.hasAll(cron.metadata(), metadata)) {
                  rows.add(view(cron, workflow));
                }
              }
              return Views.page(rows, query, 50);
            });
  }

  private CompletableFuture<Map<UUID, WorkflowView>> byId(UUID tenantId) {
    return engine
        .catalog()
        .workflows(tenantId)
        .thenApply(
            workflows -> {
              Map<UUID, WorkflowView> byId = new LinkedHashMap<>();
              workflows.forEach(workflow -> byId.put(workflow.id(), workflow));
              return byId;
            });
  }

  private CompletableFuture<@Nullable Object> one(UUID tenantId, CompletableFuture<CronRow> found) {
    return found.thenCompose(
        cron ->
            engine
                .catalog()
                .workflow(tenantId, cron.workflowId())
                .thenApply(workflow -> view(cron, workflow)));
  }

  private static Map<String, Object> view(CronRow cron, WorkflowView workflow) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(cron.id(), cron.createdAt(), null));
    view.put("tenantId", cron.tenantId().toString());
    view.put("workflowVersionId", workflow.version().id().toString());
    view.put("workflowId", cron.workflowId().toString());
    view.put("workflowName", workflow.name());
    view.put("cron", cron.expression());
    view.put("name", cron.name());
    view.put("input", Json.object(cron.input()));
    view.put("additionalMetadata", Json.object(cron.metadata()));
    view.put("enabled", cron.enabled());
    view.put("method", cron.method());
    view.put(
        "priority",
        cron.priority() == null
            ? workflow.version().definition().defaultPriority()
            : cron.priority());
    return view;
  }
}
