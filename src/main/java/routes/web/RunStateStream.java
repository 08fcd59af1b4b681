package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Supplier;
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
  private static final long FIRST_LOOK_MILLIS = 500;

  private final Supplier<HatchetClient> client;
  private final StateStreams streams = new StateStreams("engine");

  RunStateStream(Supplier<HatchetClient> client) {
    this.client = client;
  }

  @Override
  public void handle(RoutingContext context) {
    if (StateStreams.isAskedFor(context)) {
      String run = context.pathParam("id").toLowerCase(Locale.ROOT);
      streams.admit(
          context,
          run,
          () -> client.get().runs().find(run),
          (events, now) -> new Follower(context.vertx(), events, run).start(now));
    } else {
      context.next();
    }
  }

  /** One that follows; everything but what it hears happens on its event loop. */
  private final class Follower implements RunEventListener {
    private final Vertx vertx;
    private final ServerSentEvents events;
    private final String run;
    private boolean looking;
    private boolean again;
    private String last = "";

    Follower(Vertx vertx, ServerSentEvents events, String run) {
      this.vertx = vertx;
      this.events = events;
      this.run = run;
    }

    void start(RunDetails now) {
      tell(now);
      if (!events.isOver()) {
        RunSubscription subscription = client.get().runEvents().ofRun(run, this);
        events.whenOver(subscription::close);
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
  }
}
