package routes.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final String MEDIA_TYPE = "text/event-stream";
  private static final int MOST_STREAMS = 100;
  // Shorter than the half minute after which proxies and browsers give a silent stream up.
  private static final long HEARTBEAT_MILLIS = 15_000;

  private final Supplier<HatchetClient> client;
  private final AtomicInteger open = new AtomicInteger();

  RunStateStream(Supplier<HatchetClient> client) {
    this.client = client;
  }

  @Override
  public void handle(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    if (accept == null || !accept.toLowerCase(Locale.ROOT).contains(MEDIA_TYPE)) {
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
                  new Stream(context, run).begin(found.result());
                }
              });
    }
  }

  /** One browser's stream. What it writes, it writes on its event loop. */
  private final class Stream implements RunEventListener {
    private final Vertx vertx;
    private final HttpServerResponse response;
    private final String run;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private final long heartbeat;
    private volatile @Nullable RunSubscription events;
    private String last = "";

    Stream(RoutingContext context, String run) {
      this.vertx = context.vertx();
      this.response = context.response();
      this.run = run;
      this.heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> write(": \n\n"));
      open.incrementAndGet();
      response.closeHandler(gone -> end());
      response.setChunked(true).putHeader("Content-Type", MEDIA_TYPE);
      response.putHeader("Cache-Control", "no-store");
    }

    void begin(RunDetails now) {
      tell(now);
      if (!ended.get()) {
        vertx.executeBlocking(
            () -> {
              RunSubscription subscribed = client.get().runEvents().ofRun(run, this);
              events = subscribed;
              if (ended.get()) {
                subscribed.close();
              }
              return null;
            },
            false);
        // What changed before the subscription stood.
        vertx.setTimer(500, timer -> look());
      }
    }

    @Override
    public void happened(RunEvent event) {
      vertx.runOnContext(it -> look());
    }

    @Override
    public void failed(HatchetException failure) {
      LOG.debug("Run {} cannot be followed", run, failure);
      vertx.runOnContext(it -> finish());
    }

    /** Several events at a time are one look. */
    private void look() {
      if (ended.get()) {
        return;
      }
      if (!looking.compareAndSet(false, true)) {
        again.set(true);
        return;
      }
      vertx
          .executeBlocking(() -> client.get().runs().find(run), false)
          .onComplete(
              found -> {
                looking.set(false);
                if (found.failed() || found.result() == null) {
                  LOG.debug("Run {} cannot be looked up", run, found.cause());
                  finish();
                } else {
                  tell(found.result());
                  if (again.compareAndSet(true, false)) {
                    look();
                  }
                }
              });
    }

    private void tell(RunDetails now) {
      String state = RunProgress.of(now);
      if (!state.equals(last)) {
        last = state;
        write("event: run\ndata: " + state + "\n\n");
      }
      if (now.done()) {
        write("event: end\ndata: {}\n\n");
        finish();
      }
    }

    private void write(String text) {
      if (!ended.get() && !response.ended() && !response.closed()) {
        response.write(text);
      }
    }

    private void finish() {
      if (!ended.get() && !response.ended() && !response.closed()) {
        response.end();
      }
      end();
    }

    private void end() {
      if (ended.compareAndSet(false, true)) {
        open.decrementAndGet();
        vertx.cancelTimer(heartbeat);
        RunSubscription subscribed = events;
        if (subscribed != null) {
          subscribed.close();
        }
      }
    }
  }
}
