package routes.web;

import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.HatchetClient;

/** Puts the checks and Hawtio on the HTTP port before the first route serves there. */
public final class WebConsole extends SimpleEventNotifierSupport {
  private final int port;
  private final Set<String> allowedHosts;
  private final long maxBody;

  /**
   * Creates it.
   *
   * @param port the HTTP port of Camel's server
   * @param allowedHosts host names that requests may name, lower case, without port
   * @param maxBody the largest request body, in bytes
   */
  public WebConsole(int port, Set<String> allowedHosts, long maxBody) {
    this.port = port;
    this.allowedHosts = allowedHosts;
    this.maxBody = maxBody;
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof CamelContextRoutesStartingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    CamelContext camel = ((CamelContextRoutesStartingEvent) event).getContext();
    Supplier<HatchetClient> hatchet =
        () -> camel.getComponent("hatchet", HatchetComponent.class).client();
    Router router =
        VertxPlatformHttpRouter.lookup(camel, VertxPlatformHttpRouter.getRouterNameFromPort(port));
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(new HostCheck(allowedHosts))
        .failureHandler(new Failures());
    router.route().order(Integer.MIN_VALUE + 1).handler(new HeadRequests());
    router.route().order(Integer.MIN_VALUE + 1).handler(new BodyLimit(maxBody));
    router
        .get(RunEventStream.PATH)
        .order(Integer.MIN_VALUE + 2)
        .handler(new RunEventStream(hatchet));
    router.route("/api/*").order(Integer.MIN_VALUE + 2).handler(NothingThere.beforeRoutes(camel));
    router
        .get("/api/runs/:id/events")
        .order(Integer.MIN_VALUE + 3)
        .handler(new RunStateStream(hatchet));
    router
        .get("/api/v1/turns/:id/events")
        .order(Integer.MIN_VALUE + 3)
        .handler(new TurnStateStream(camel));
    WebPages.mount(router);
    Hawtio.mount(router);
    router.route().order(Integer.MAX_VALUE).handler(NothingThere.afterAll(camel));
  }
}
