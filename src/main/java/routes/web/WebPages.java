package routes.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;

/**
 * The pages for people: one document that shows the page of its address, and the files it needs.
 * They come from here alone, and nothing in them but these files runs.
 */
final class WebPages {
  private static final String FILES = "/web";
  private static final String DOCUMENT = FILES + "/index.html";
  private static final List<String> ADDRESSES =
      List.of(
          "/",
          "/applications",
          "/lenders",
          "/review",
          "/simulate",
          "/conversations",
          "/tasks",
          "/transcripts",
          "/runs");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private WebPages() {}

  static void mount(Router router) {
    StaticHandler files =
        StaticHandler.create("web").setDefaultContentEncoding("UTF-8").setCacheEntryTimeout(1000);
    router.get(FILES + "/*").handler(WebPages::guard).handler(files);
    for (String address : ADDRESSES) {
      router.get(address).handler(WebPages::document);
      if (!address.equals("/")) {
        router.get(address + "/*").handler(WebPages::document);
      }
    }
  }

  /** Whether a person's browser asks for a page. */
  static boolean isWanted(RoutingContext context) {
    String accepted = context.request().getHeader("Accept");
    return context.request().method().equals(HttpMethod.GET)
        && accepted != null
        && accepted.contains("text/html")
        && !context.normalizedPath().startsWith(FILES + "/");
  }

  /** The one document of all pages; its script knows which one an address is. */
  static void document(RoutingContext context) {
    context.reroute(DOCUMENT);
  }

  private static void guard(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader("Content-Security-Policy", POLICY);
    response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
    // They change with the application: a browser asks whether they have.
    response.putHeader("Cache-Control", "no-cache");
    context.next();
  }
}
