package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.CatalogCalls;
import routes.engine.scheduler.EngineException;
import routes.engine.store.Loaded.RateLimitRow;

/** Rate limits. */
final class LimitApi {
  private static final String LIMITS = Routes.TENANT + "/rate-limits";

  private final CatalogCalls catalog;

  LimitApi(CatalogCalls catalog) {
    this.catalog = catalog;
  }

  void addTo(Routes routes) {
    routes.add(
        HttpMethod.GET,
        LIMITS,
        "Rate limits",
        Route.Shape.page("RateLimit"),
        this::list,
        "offset",
        "limit",
        "search",
        "orderByField",
        "orderByDirection");
    routes.add(
        HttpMethod.DELETE,
        LIMITS,
        "Deletes a rate limit",
        Route.Shape.NOTHING,
        this::delete,
        "key");
  }

  private CompletableFuture<@Nullable Object> list(Call call) {
    Parameters query = call.query();
    String search = query.text("search");
    String field = query.text("orderByField");
    Comparator<RateLimitRow> order =
        "value".equals(field)
            ? Comparator.comparingInt(RateLimitRow::value)
            : "limitValue".equals(field)
                ? Comparator.comparingInt(RateLimitRow::limit)
                : Comparator.comparing(RateLimitRow::key);
    Comparator<RateLimitRow> sorted =
        "desc".equalsIgnoreCase(query.text("orderByDirection")) ? order.reversed() : order;
    return catalog
        .rateLimits(call.tenantId())
        .thenApply(
            limits ->
                Views.page(
                    limits.stream()
                        .filter(limit -> search == null || limit.key().contains(search))
                        .sorted(sorted)
                        .map(LimitApi::view)
                        .toList(),
                    query,
                    50));
  }

  private CompletableFuture<@Nullable Object> delete(Call call) {
    String key = call.query().text("key");
    if (key == null) {
      throw EngineException.invalid("key is needed");
    }
    return catalog.deleteRateLimit(call.tenantId(), key).thenApply(done -> null);
  }

  private static Map<String, Object> view(RateLimitRow limit) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("key", limit.key());
    view.put("tenantId", limit.tenantId().toString());
    view.put("limitValue", limit.limit());
    view.put("value", limit.value());
    view.put("window", limit.window());
    view.put("lastRefill", limit.lastRefill().toString());
    return view;
  }
}
