package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunEvent;
import routes.hatchet.client.RunEventListener;
import routes.hatchet.client.RunSubscription;

/**
 * What happens in a run, as server-sent events for a browser: {@code GET /api/runs/{id}/stream}.
 * Each is a message whose data is a {@link RunEvent} as JSON; the last one has {@code "last":true}
 * and ends the stream. Of a finished run there is its end only. No thread waits for a follower.
 */
final class RunEventStream implements Handler<RoutingContext> {
  static final String PATH = "/api/runs/:id/stream";

  private static final Logger LOG = LoggerFactory.getLogger(RunEventStream.class);
  private static final int MOST_STREAMS = 500;

  /** Larger outputs are for whoever asks for the run, not for who follows it. */
  private static final int MOST_PAYLOAD_CHARACTERS = 64 * 1024;

  /** The id of the last event; a browser that comes back with it has seen everything. */
  private static final String END = "end";

  private final Supplier<HatchetClient> hatchet;
  private final AtomicInteger open = new AtomicInteger();

  RunEventStream(Supplier<HatchetClient> hatchet) {
    this.hatchet = hatchet;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = context.pathParam("id");
    if (!StateStreams.UUID.matcher(id).matches()) {
      Refusal.send(
          context,
          400,
          "\"%s\" is no id of a run: write its UUID."
              .formatted(id.substring(0, Math.min(id.length(), 100))));
    } else if (END.equals(context.request().getHeader("Last-Event-ID"))) {
      // What a browser's EventSource takes as the word not to come again.
      context.response().setStatusCode(204).end();
    } else if (open.get() >= MOST_STREAMS) {
      Refusal.send(context, 503, "Too many runs are being followed: try again later.");
    } else {
      look(context, id);
    }
  }

  /** An unknown run is told as such before anything is promised. */
  private void look(RoutingContext context, String id) {
    context
        .vertx()
        .executeBlocking(() -> hatchet.get().runs().find(id) != null, false)
        .onSuccess(
            known -> {
              if (known) {
                new Follower(context, id).start();
              } else {
                Refusal.send(context, 404, "There is no run %s.".formatted(id));
              }
            })
        .onFailure(
            failure -> {
              LOG.warn("Run {} cannot be followed: {}", id, failure.getMessage());
              Refusal.send(context, 503, "The engine does not answer: try again later.");
            });
  }

  /** One that follows; everything but what it hears happens on its event loop. */
  private final class Follower implements RunEventListener {
    private final ServerSentEvents events;
    private final String id;
    private @Nullable RunSubscription subscription;

    Follower(RoutingContext context, String id) {
      this.events = new ServerSentEvents(context, this::over);
      this.id = id;
    }

    void start() {
      if (events.begin()) {
        open.incrementAndGet();
        // The time after which a browser comes back that has lost the stream, in milliseconds.
        events.write("retry: 2000\n\n");
        subscription = hatchet.get().runEvents().ofRun(id, this);
      }
    }

    @Override
    public void happened(RunEvent event) {
      String message = (event.last() ? "id: " + END + "\n" : "") + "data: " + json(event) + "\n\n";
      events.onLoop(
          () -> {
            events.write(message);
            if (event.last()) {
              events.end();
            }
          });
    }

    @Override
    public void failed(HatchetException failure) {
      LOG.debug("Run {} is not followed any more: {}", id, failure.getMessage());
      events.onLoop(events::end);
    }

    private void over() {
      open.decrementAndGet();
      RunSubscription follows = subscription;
      if (follows != null) {
        follows.close();
      }
    }
  }

  private static String json(RunEvent event) {
    Map<String, Object> map = event.asMap();
    if (event.payload().length() > MOST_PAYLOAD_CHARACTERS) {
      map = new LinkedHashMap<>(map);
      map.keySet().removeAll(Set.of("output", "error", "chunk"));
      map.put("omitted", event.payload().length());
    }
    return new JsonObject(map).encode();
  }
}
