package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
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
  private static final long LOOK_MILLIS = 300;

  private final CamelContext camel;
  private final StateStreams streams = new StateStreams("database");

  TurnStateStream(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = context.pathParam("id");
    if (StateStreams.isAskedFor(context) && StateStreams.UUID.matcher(id).matches()) {
      streams.admit(
          context,
          id,
          () -> state(id),
          (events, now) -> new Follower(context.vertx(), events, id).tell(now));
    } else {
      context.next();
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

    Follower(Vertx vertx, ServerSentEvents events, String id) {
      this.vertx = vertx;
      this.events = events;
      this.id = id;
    }

    void tell(String now) {
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
