package routes.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;

/** Answers what no route takes: an unknown address, or a known one with another method. */
final class NothingThere implements Handler<RoutingContext> {
  private final CamelContext camel;
  private final boolean last;

  private NothingThere(CamelContext camel, boolean last) {
    this.camel = camel;
    this.last = last;
  }

  /** For addresses of which every one is a route's own: nobody else answers there. */
  static NothingThere beforeRoutes(CamelContext camel) {
    return new NothingThere(camel, false);
  }

  /** For what nobody has answered. */
  static NothingThere afterAll(CamelContext camel) {
    return new NothingThere(camel, true);
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    Set<String> methods = methods(path);
    if (!last && methods.contains(context.request().method().name())) {
      context.next();
    } else if (methods.isEmpty() && last && WebPages.isWanted(context)) {
      context.response().setStatusCode(404);
      WebPages.document(context);
    } else if (methods.isEmpty()) {
      Refusal.send(context, 404, "There is nothing at %s.".formatted(path));
    } else {
      String allowed = String.join(", ", methods);
      context.response().putHeader("Allow", allowed);
      Refusal.send(
          context,
          405,
          "%s is not for %s: use %s.".formatted(path, context.request().method(), allowed));
    }
  }

  private Set<String> methods(String path) {
    PlatformHttpComponent http = camel.getComponent("platform-http", PlatformHttpComponent.class);
    Set<String> methods = new TreeSet<>();
    for (HttpEndpointModel endpoint : http.getHttpEndpoints()) {
      if (endpoint.getVerbs() != null && PathTemplate.match(endpoint.getUri(), path) != null) {
        methods.addAll(List.of(endpoint.getVerbs().split(",")));
      }
    }
    return methods;
  }
}
