package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.scheduler.CatalogCalls;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.store.Loaded.FilterRow;

/** Event filters, and trying their expressions out. */
final class FilterApi {
  private static final String FILTERS = Routes.STABLE_TENANT + "/filters";
  private static final String FILTER = FILTERS + "/{filter}";
  private static final Route.Shape SHAPE = Route.Shape.one("V1Filter");

  private final Engine engine;
  private final CatalogCalls catalog;

  FilterApi(Engine engine) {
    this.engine = engine;
    this.catalog = engine.catalog();
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.GET,
        FILTERS,
        "Event filters",
        Route.Shape.page("V1Filter"),
        this::list,
        "offset",
        "limit",
        "workflowIds",
        "scopes");
    routes.add(HttpMethod.POST, FILTERS, "Makes an event filter", SHAPE, this::create);
    routes.add(
        HttpMethod.GET,
        FILTER,
        "An event filter",
        SHAPE,
        call -> catalog.filter(call.tenantId(), call.id("filter")).thenApply(FilterApi::view));
    routes.add(HttpMethod.PATCH, FILTER, "Changes an event filter", SHAPE, this::update);
    routes.add(
        HttpMethod.DELETE,
        FILTER,
        "Deletes an event filter",
        SHAPE,
        call ->
            catalog.deleteFilter(call.tenantId(), call.id("filter")).thenApply(FilterApi::view));
    routes.add(
        HttpMethod.POST,
        Routes.STABLE_TENANT + "/cel/debug",
        "Tries a filter's expression out",
        Route.Shape.one("V1CELDebugResponse"),
        this::tryExpression);
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters query = call.query();
    List<UUID> workflows = query.ids("workflowIds");
    List<String> scopes = query.texts("scopes");
    return catalog
        .filters(call.tenantId())
        .thenApply(
            filters ->
                Views.page(
                    filters.stream()
                        .filter(f -> workflows.isEmpty() || workflows.contains(f.workflowId()))
                        .filter(f -> scopes.isEmpty() || scopes.contains(f.scope()))
                        .map(FilterApi::view)
                        .toList(),
                    query,
                    50));
  }

  private CompletableFuture<@Nullable Object> create(Call call) {
    JsonNode body = call.body();
    UUID workflow = Answers.uuid("workflowId", body.path("workflowId").asText(null));
    String scope = Answers.text(body, "scope");
    String expression = Answers.text(body, "expression");
    return catalog
        .createFilter(call.tenantId(), workflow, scope, expression, payload(body, "{}"))
        .thenApply(FilterApi::view);
  }

  private CompletableFuture<@Nullable Object> update(Call call) {
    JsonNode body = call.body();
    return catalog
        .updateFilter(
            call.tenantId(),
            call.id("filter"),
            body.path("expression").textValue(),
            body.path("scope").textValue(),
            body.path("payload").isObject() ? body.path("payload").toString() : null)
        .thenApply(FilterApi::view);
  }

  private static String payload(JsonNode body, String otherwise) {
    return body.path("payload").isObject() ? body.path("payload").toString() : otherwise;
  }

  private CompletableFuture<@Nullable Object> tryExpression(Call call) {
    JsonNode body = call.body();
    String expression = Answers.text(body, "expression");
    String input = Answers.object(body, "input");
    String metadata = Answers.object(body, "additionalMetadata");
    String payload = Answers.object(body, "filterPayload");
    return engine.read(
        () -> {
          Map<String, Object> view = new LinkedHashMap<>();
          try {
            boolean passes = catalog.tryExpression(expression, input, metadata, payload);
            view.put("status", "SUCCESS");
            view.put("output", passes);
          } catch (EngineException e) {
            view.put("status", "ERROR");
            view.put("error", String.valueOf(e.getMessage()));
          }
          return view;
        });
  }

  private static Map<String, Object> view(FilterRow filter) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(filter.id(), filter.createdAt(), filter.updatedAt()));
    view.put("tenantId", filter.tenantId().toString());
    view.put("workflowId", filter.workflowId().toString());
    view.put("scope", filter.scope());
    view.put("expression", filter.expression());
    view.put("payload", Json.object(filter.payload()));
    view.put("isDeclarative", filter.declarative());
    return view;
  }
}
