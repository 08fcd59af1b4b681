package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.Engine;

/** All operations for the bearer of a token. */
final class Routes {
  static final String STABLE = "/api/v1/stable";
  static final String STABLE_TENANT = STABLE + "/tenants/{tenant}";
  static final String TENANT = "/api/v1/tenants/{tenant}";

  private final Engine engine;
  private final List<Route> all = new ArrayList<>();

  Routes(Engine engine) {
    this.engine = engine;
  }

  /** A read of the database, away from the event loop. */
  interface Read {
    @Nullable Object answer(Call call);
  }

  void read(String path, String summary, Route.Shape answer, Read read, String... query) {
    add(
        HttpMethod.GET,
        path,
        summary,
        answer,
        call -> {
          Supplier<@Nullable Object> later = () -> read.answer(call);
          return engine.read(later);
        },
        query);
  }

  void add(
      HttpMethod method,
      String path,
      String summary,
      Route.Shape answer,
      Function<Call, CompletableFuture<@Nullable Object>> handler,
      String... query) {
    all.add(new Route(method, path, summary, answer, List.of(query), handler));
  }

  List<Route> all() {
    return List.copyOf(all);
  }
}
