package routes.engine.rest;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import routes.engine.scheduler.EngineException;

/** What Hatchet has and this engine has not: answered as such, with 501. */
final class UnofferedApi {
  private UnofferedApi() {}

  static void addTo(Routes routes) {
    String webhooks = Routes.STABLE_TENANT + "/webhooks";
    add(routes, "webhooks", webhooks, HttpMethod.GET, HttpMethod.POST);
    add(
        routes,
        "webhooks",
        webhooks + "/{webhook}",
        HttpMethod.GET,
        HttpMethod.POST,
        HttpMethod.PATCH,
        HttpMethod.DELETE);
    add(routes, "durable tasks", Routes.STABLE + "/tasks/{task}/restore", HttpMethod.POST);
    add(routes, "durable tasks", Routes.STABLE_TENANT + "/durable-tasks/branch", HttpMethod.POST);
  }

  private static void add(Routes routes, String what, String path, HttpMethod... methods) {
    String sentence = what + " are not offered by the embedded engine";
    for (HttpMethod method : List.of(methods)) {
      routes.add(
          method,
          path,
          "Not offered: " + what,
          Route.Shape.NOTHING,
          call -> {
            throw new EngineException(EngineException.Code.UNIMPLEMENTED, sentence);
          });
    }
  }
}
