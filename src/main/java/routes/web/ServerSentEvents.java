package routes.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * One browser's server-sent events. It belongs to the event loop of its request: everything but
 * {@link #onLoop} is called there.
 */
final class ServerSentEvents {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final int MOST_WAITING_BYTES = 1024 * 1024;

  /** So that both sides, and what is between them, notice a dead connection. */
  private static final long BEAT_MILLIS = TimeUnit.SECONDS.toMillis(15);

  private final Vertx vertx;
  private final Context loop;
  private final HttpServerResponse response;
  private Runnable afterwards;
  private long timer;
  private boolean over;

  /**
   * Makes it; nothing is sent yet.
   *
   * @param afterwards called once, when a stream that has begun is over, whoever ended it
   */
  ServerSentEvents(RoutingContext context, Runnable afterwards) {
    this.vertx = context.vertx();
    this.loop = Vertx.currentContext();
    this.response = context.response();
    this.afterwards = afterwards;
  }

  /** Begins the answer; whether there is still somebody who wants it. */
  boolean begin() {
    if (response.closed()) {
      return false;
    }
    response
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .setChunked(true)
        .setWriteQueueMaxSize(MOST_WAITING_BYTES)
        .closeHandler(closed -> stop());
    timer = vertx.setPeriodic(BEAT_MILLIS, beat -> write(":\n\n"));
    return true;
  }

  /** Does something on the event loop, from any thread. */
  void onLoop(Runnable task) {
    loop.runOnContext(now -> task.run());
  }

  boolean isOver() {
    return over;
  }

  /** Adds something to do when the stream is over; at once, when it is already. */
  void whenOver(Runnable task) {
    if (over) {
      task.run();
    } else {
      Runnable before = afterwards;
      afterwards =
          () -> {
            before.run();
            task.run();
          };
    }
  }

  void write(String text) {
    if (over) {
      return;
    }
    if (response.writeQueueFull()) {
      // A browser that does not read comes back when it does.
      end();
    } else {
      var unused = response.write(text);
    }
  }

  void end() {
    if (!over) {
      stop();
      var unused = response.end();
    }
  }

  private void stop() {
    if (!over) {
      over = true;
      vertx.cancelTimer(timer);
      afterwards.run();
    }
  }
}
