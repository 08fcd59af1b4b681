package routes.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestRegistry.RestService;

/** Answers what no route has taken: an unknown address, or a known one with another method. */
final class NothingThere implements Handler<RoutingContext> {
  private final CamelContext camel;

  NothingThere(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    String methods =
        camel.getRestRegistry().listAllRestServices().stream()
            .filter(service -> matches(address(service), path))
            .map(service -> service.getMethod().toUpperCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    if (methods.isEmpty()) {
      Refusal.send(context, 404, "There is nothing at %s.".formatted(path));
    } else {
      context.response().putHeader("Allow", methods);
      Refusal.send(
          context,
          405,
          "%s is not for %s: use %s.".formatted(path, context.request().method(), methods));
    }
  }

  private static String address(RestService service) {
    String template = service.getUriTemplate();
    return template == null ? service.getBasePath() : service.getBasePath() + template;
  }

  /** Whether a path is one of a template's, in which {@code {name}} stands for one segment. */
  static boolean matches(String template, String path) {
    String[] wanted = segments(template);
    String[] given = segments(path);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }

  private static String[] segments(String path) {
    return path.replaceAll("/+", "/").replaceAll("^/|/$", "").split("/", -1);
  }
}
