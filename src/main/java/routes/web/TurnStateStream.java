package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.FluentProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever wrote a message what becomes of it ({@code text/event-stream}): its state whenever
 * it has changed, until it is answered. It looks into the database, because any process may answer.
 * Whoever does not ask for a stream gets the route's answer, the state as it is.
 */
final class TurnStateStream implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(TurnStateStream.class);
  private static final String STATE = "direct:turns.state";
  private static final int MOST_STREAMS = 100;
  private static final long LOOK_MILLIS = 300;
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final CamelContext camel;
  private final AtomicInteger open = new AtomicInteger();

  TurnStateStream(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public void handle(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    String id = context.pathParam("id");
    if (accept == null
        || !accept.toLowerCase(Locale.ROOT).contains(ServerSentEvents.MEDIA_TYPE)
        || !UUID.matcher(id).matches()) {
      context.next();
    } else if (open.get() >= MOST_STREAMS) {
      Refusal.send(
          context,
          503,
          "%d streams are open, which is all there may be: ask for the state as JSON instead."
              .formatted(MOST_STREAMS));
    } else {
      context
          .vertx()
          .executeBlocking(() -> state(id), false)
          .onComplete(
              found -> {
                if (found.failed()) {
                  LOG.warn("Message {} cannot be looked up: {}", id, found.cause().toString());
                  Refusal.send(
                      context, 503, "The database cannot be asked: try again in a moment.");
                } else if (found.result() == null) {
                  Refusal.send(context, 404, "There is no such id: it is unknown, or was deleted.");
                } else {
                  new Follower(context, id).start(found.result());
                }
              });
    }
  }

  private @Nullable String state(String id) {
    try (FluentProducerTemplate template = camel.createFluentProducerTemplate()) {
      return template.to(STATE).withBody(Map.of("id", id)).request(String.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that follows; everything but the look happens on its event loop. */
  private final class Follower {
    private final Vertx vertx;
    private final ServerSentEvents events;
    private final String id;
    private String last = "";

    Follower(RoutingContext context, String id) {
      this.vertx = context.vertx();
      this.events = new ServerSentEvents(context, open::decrementAndGet);
      this.id = id;
    }

    void start(String now) {
      if (events.begin()) {
        open.incrementAndGet();
        tell(now);
      }
    }

    private void tell(String now) {
      JsonObject state = new JsonObject(now);
      String text = state.encode();
      if (!text.equals(last)) {
        last = text;
        events.write("event: turn\ndata: " + text + "\n\n");
      }
      if (state.getBoolean("done")) {
        events.write("event: end\ndata: {}\n\n");
        events.end();
      } else if (!events.isOver()) {
        vertx.setTimer(LOOK_MILLIS, timer -> look());
      }
    }

    private void look() {
      if (events.isOver()) {
        return;
      }
      vertx
          .executeBlocking(() -> state(id), false)
          .onComplete(
              found -> {
                if (found.failed() || found.result() == null) {
                  LOG.debug("Message {} cannot be followed", id, found.cause());
                  events.end();
                } else {
                  tell(found.result());
                }
              });
    }
  }
}
