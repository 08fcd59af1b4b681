package routes.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Map;

/**
 * The Hawtio console: its static files, and the answers its start page asks for. Who may reach the
 * port may use it, so there is no login of its own; what it may do is in {@code
 * jolokia-access.xml}.
 */
final class Hawtio {
  static final String PATH = "/hawtio";
  private static final String JSON = "application/json";

  // Without the pages for which jolokia-access.xml gives nothing: the JVM's properties, its
  // recorder.
  private static final String CONFIGURATION =
      """
      {
        "branding": {
          "appName": "Hatchet Routes in Hawtio",
          "showAppName": true,
          "appLogoUrl": "img/hawtio-logo.svg",
          "appLogoDarkModeUrl": "img/hawtio-logo-darkmode.svg"
        },
        "disabledRoutes": ["/runtime", "/jvm-diagnostics"]
      }
      """;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/hawtconfig.json", CONFIGURATION,
          "/user", "\"public\"",
          "/plugin", "[]",
          "/auth/config", "[]",
          "/auth/config/oidc", "null",
          "/auth/config/login", "[]",
          "/auth/config/session-timeout", "{\"timeout\":-1}",
          "/keycloak/enabled", "false",
          "/proxy/enabled", "false",
          "/preset-connections", "[]");

  private Hawtio() {}

  static void mount(Router router) {
    ANSWERS.forEach((path, answer) -> router.get(PATH + path).handler(json(answer)));
    router.get(PATH).handler(context -> redirect(context, PATH + "/"));
    StaticHandler files = StaticHandler.create("hawtio-static").setDefaultContentEncoding("UTF-8");
    router
        .get(PATH + "/*")
        .handler(
            context -> {
              if (context.request().path().startsWith(PATH + "/jolokia")) {
                context.next();
              } else {
                files.handle(context);
              }
            });
    // Its own pages have addresses too: /hawtio/camel/contexts, …
    router
        .get(PATH + "/*")
        .handler(
            context -> {
              if (context.request().path().startsWith(PATH + "/jolokia")) {
                context.next();
              } else {
                context.reroute(PATH + "/index.html");
              }
            });
  }

  private static Handler<RoutingContext> json(String answer) {
    return context -> context.response().putHeader("Content-Type", JSON).end(answer);
  }

  private static void redirect(RoutingContext context, String address) {
    if (context.request().path().endsWith("/")) {
      context.next();
    } else {
      context.response().setStatusCode(302).putHeader("Location", address).end();
    }
  }
}
