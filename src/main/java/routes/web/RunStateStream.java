package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunDetails;
import routes.hatchet.client.RunEvent;
import routes.hatchet.client.RunEventListener;
import routes.hatchet.client.RunSubscription;

/**
 * Tells a browser how a run goes on, while it does ({@code text/event-stream}): its state whenever
 * one of its steps has changed, until it has ended. Whoever does not ask for a stream gets the
 * route's answer, the state as it is.
 */
final class RunStateStream implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RunStateStream.class);
  private static final int MOST_STREAMS = 100;
  private static final long FIRST_LOOK_MILLIS = 500;

  private final Supplier<HatchetClient> client;
  private final AtomicInteger open = new AtomicInteger();

  RunStateStream(Supplier<HatchetClient> client) {
    this.client = client;
  }

  @Override
  public void handle(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(ServerSentEvents.MEDIA_TYPE)) {
      context.next();
    } else if (open.get() >= MOST_STREAMS) {
      Refusal.send(
          context,
          503,
          "%d streams are open, which is all there may be: ask for the state as JSON instead."
              .formatted(MOST_STREAMS));
    } else {
      String run = context.pathParam("id").toLowerCase(Locale.ROOT);
      context
          .vertx()
          .executeBlocking(() -> client.get().runs().find(run), false)
          .onComplete(
              found -> {
                if (found.failed()) {
                  LOG.warn("Run {} cannot be looked up: {}", run, found.cause().toString());
                  Refusal.send(context, 503, "The engine cannot be asked: try again in a moment.");
                } else if (found.result() == null) {
                  Refusal.send(context, 404, "There is no such id: it is unknown, or was deleted.");
                } else {
                  new Follower(context, run).start(found.result());
                }
              });
    }
  }

  /** One that follows; everything but what it hears happens on its event loop. */
  private final class Follower implements RunEventListener {
    private final Vertx vertx;
    private final ServerSentEvents events;
    private final String run;
    private @Nullable RunSubscription subscription;
    private boolean looking;
    private boolean again;
    private String last = "";

    Follower(RoutingContext context, String run) {
      this.vertx = context.vertx();
      this.events = new ServerSentEvents(context, this::over);
      this.run = run;
    }

    void start(RunDetails now) {
      if (!events.begin()) {
        return;
      }
      open.incrementAndGet();
      tell(now);
      if (!events.isOver()) {
        subscription = client.get().runEvents().ofRun(run, this);
        // What changed before the subscription stood.
        vertx.setTimer(FIRST_LOOK_MILLIS, timer -> look());
      }
    }

    @Override
    public void happened(RunEvent event) {
      events.onLoop(this::look);
    }

    @Override
    public void failed(HatchetException failure) {
      LOG.debug("Run {} cannot be followed", run, failure);
      events.onLoop(events::end);
    }

    /** Several events at a time are one look. */
    private void look() {
      if (events.isOver()) {
        return;
      }
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      vertx
          .executeBlocking(() -> client.get().runs().find(run), false)
          .onComplete(
              found -> {
                looking = false;
                if (found.failed() || found.result() == null) {
                  LOG.debug("Run {} cannot be looked up", run, found.cause());
                  events.end();
                } else {
                  tell(found.result());
                  if (again) {
                    again = false;
                    look();
                  }
                }
              });
    }

    private void tell(RunDetails now) {
      String state = RunProgress.of(now);
      if (!state.equals(last)) {
        last = state;
        events.write("event: run\ndata: " + state + "\n\n");
      }
      if (now.done()) {
        events.write("event: end\ndata: {}\n\n");
        events.end();
      }
    }

    private void over() {
      open.decrementAndGet();
      RunSubscription follows = subscription;
      if (follows != null) {
        follows.close();
      }
    }
  }
}
