package routes.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may follow the state of something ({@code text/event-stream}), and what is told to who may
 * not: so many at a time, and only what is there. Thread-safe.
 */
final class StateStreams {
  /** An id of a run or a message. */
  static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Logger LOG = LoggerFactory.getLogger(StateStreams.class);
  private static final int MOST_STREAMS = 100;

  private final String whoIsAsked;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Makes them; none is open.
   *
   * @param whoIsAsked for the state, such as "engine"
   */
  StateStreams(String whoIsAsked) {
    this.whoIsAsked = whoIsAsked;
  }

  /** Whether somebody asks for a stream, and not for the route's answer. */
  static boolean isAskedFor(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(ServerSentEvents.MEDIA_TYPE);
  }

  /**
   * Looks the state up and begins a stream with it, or says why not.
   *
   * @param look gives null for what is not there; may block
   * @param follow what sends the first state, and goes on
   */
  <T> void admit(
      RoutingContext context,
      String id,
      Callable<@Nullable T> look,
      BiConsumer<ServerSentEvents, T> follow) {
    if (open.get() >= MOST_STREAMS) {
      Refusal.send(
          context,
          503,
          "%d streams are open, which is all there may be: ask for the state as JSON instead."
              .formatted(MOST_STREAMS));
      return;
    }
    context
        .vertx()
        .executeBlocking(look, false)
        .onComplete(
            found -> {
              T now = found.result();
              if (found.failed()) {
                LOG.warn("{} cannot be looked up: {}", id, found.cause().toString());
                Refusal.send(
                    context,
                    503,
                    "The %s cannot be asked: try again in a moment.".formatted(whoIsAsked));
              } else if (now == null) {
                Refusal.send(context, 404, ProblemJson.unknownId(context.normalizedPath()));
              } else {
                begin(context, now, follow);
              }
            });
  }

  private <T> void begin(RoutingContext context, T now, BiConsumer<ServerSentEvents, T> follow) {
    ServerSentEvents events = new ServerSentEvents(context, open::decrementAndGet);
    if (events.begin()) {
      open.incrementAndGet();
      follow.accept(events, now);
    }
  }
}
