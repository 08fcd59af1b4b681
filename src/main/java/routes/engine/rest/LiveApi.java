package routes.engine.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.Router;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.auth.Tokens;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.RunEvent;
import routes.engine.scheduler.RunEventSink;
import routes.engine.store.RunReader;

/**
 * What happens in a run, while it happens: as server-sent events, or as texts of a WebSocket. Ends
 * with the run; of a run that is finished there is one event, its end.
 */
final class LiveApi {
  static final String PATH = Routes.STABLE + "/workflow-runs/{run}/live";

  private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);
  private static final int MOST_STREAMS = 1_000;
  private static final int MOST_WAITING_BYTES = 1024 * 1024;
  private static final long TOKEN_CHECK_MILLIS = 5_000;

  /** The WebSocket protocol's code for what a server does not accept. */
  private static final short REFUSED = 1008;

  private final Engine engine;
  private final RunReader reader;
  private final Supplier<@Nullable Tokens> tokens;
  private final AtomicInteger open = new AtomicInteger();

  LiveApi(Engine engine, RunReader reader, Supplier<@Nullable Tokens> tokens) {
    this.engine = engine;
    this.reader = reader;
    this.tokens = tokens;
  }

  void mount(Router router) {
    router
        .get(PATH.replace("{run}", ":run"))
        // Before the body is read, if only to find that there is none.
        .order(-1)
        .handler(
            context -> {
              Call call = Guard.call(context);
              if (call != null && isWebSocket(call)) {
                webSocket(call);
              } else if (call != null) {
                Answers.begin(call, this::begin);
              }
            });
  }

  /** Looks for the run before anything is promised. */
  private CompletableFuture<Consumer<Call>> begin(Call call) {
    return requireRun(call).thenApply(found -> this::serverSentEvents);
  }

  private CompletableFuture<Boolean> requireRun(Call call) {
    UUID id = call.id("run");
    return engine.read(
        () -> {
          if (open.get() >= MOST_STREAMS) {
            throw new EngineException(
                EngineException.Code.RESOURCE_EXHAUSTED, "too many live streams are open");
          }
          if (reader.run(call.tenantId(), id) == null) {
            throw EngineException.notFound("workflow run not found");
          }
          return true;
        });
  }

  private static boolean isWebSocket(Call call) {
    return "websocket".equalsIgnoreCase(call.context().request().getHeader("Upgrade"));
  }

  private void serverSentEvents(Call call) {
    HttpServerResponse response = call.context().response();
    response
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .setChunked(true);
    response.writeHead();
    Follower follower =
        new Follower(
            call,
            response,
            event -> response.write("event: " + event.type() + "\ndata: " + json(event) + "\n\n"),
            () -> response.end());
    response.closeHandler(closed -> follower.stop());
    follower.start();
  }

  /** Only what has not been read can be upgraded: the run is looked for afterwards. */
  private void webSocket(Call call) {
    var unused =
        call.context()
            .request()
            .toWebSocket()
            .onSuccess(socket -> lookFor(call, socket))
            .onFailure(failure -> LOG.debug("A WebSocket was not opened: {}", failure.toString()));
  }

  private void lookFor(Call call, ServerWebSocket socket) {
    Context loop = Vertx.currentContext();
    var unused =
        requireRun(call)
            .whenComplete(
                (found, failure) -> loop.runOnContext(ignored -> follow(call, socket, failure)));
  }

  private void follow(Call call, ServerWebSocket socket, @Nullable Throwable failure) {
    if (failure == null) {
      follow(call, socket);
    } else {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      String reason = cause instanceof EngineException ? cause.getMessage() : "try again";
      socket.close(REFUSED, reason);
    }
  }

  private void follow(Call call, ServerWebSocket socket) {
    Follower follower =
        new Follower(
            call, socket, event -> socket.writeTextMessage(json(event)), () -> socket.close());
    socket.closeHandler(closed -> follower.stop());
    follower.start();
  }

  private static String json(RunEvent event) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("workflowRunId", event.runId().toString());
    view.put("resource", event.resource().name());
    view.put("resourceId", event.resourceId().toString());
    view.put("type", event.type().name());
    view.put("at", event.at().toString());
    view.put("payload", event.payload());
    view.put("last", event.last());
    if (event.attempt() != null) {
      view.put("attempt", event.attempt() + 1);
    }
    if (event.index() != null) {
      view.put("index", event.index());
    }
    return view.toString();
  }

  /** One who follows; all of it but {@link #accept} happens on the event loop. */
  private final class Follower implements RunEventSink {
    private final Call call;
    private final UUID runId;
    private final WriteStream<?> stream;
    private final Consumer<RunEvent> write;
    private final Runnable end;
    private final Context loop = Vertx.currentContext();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long timer;

    Follower(Call call, WriteStream<?> stream, Consumer<RunEvent> write, Runnable end) {
      this.call = call;
      this.runId = call.id("run");
      this.stream = stream;
      this.write = write;
      this.end = end;
    }

    void start() {
      open.incrementAndGet();
      stream.setWriteQueueMaxSize(MOST_WAITING_BYTES);
      timer = loop.owner().setPeriodic(TOKEN_CHECK_MILLIS, id -> checkToken());
      var unused =
          engine
              .runs()
              .follow(call.tenantId(), runId, this)
              .thenCompose(
                  active ->
                      active
                          ? CompletableFuture.<@Nullable Run>completedFuture(null)
                          : engine.read(() -> reader.run(call.tenantId(), runId)))
              .whenComplete(
                  (finished, failure) -> {
                    if (failure != null) {
                      loop.runOnContext(ignored -> finish());
                    } else if (finished != null) {
                      accept(RunEvent.end(finished, RunViews.finishedAt(finished)));
                    }
                  });
    }

    @Override
    public void accept(RunEvent event) {
      loop.runOnContext(
          ignored -> {
            if (stopped.get()) {
              return;
            }
            write.accept(event);
            if (event.last() || stream.writeQueueFull()) {
              finish();
            }
          });
    }

    private void checkToken() {
      Tokens known = tokens.get();
      if (known == null || known.isOver(call.caller())) {
        finish();
      }
    }

    private void finish() {
      if (!stopped.get()) {
        stop();
        end.run();
      }
    }

    void stop() {
      if (stopped.compareAndSet(false, true)) {
        open.decrementAndGet();
        loop.owner().cancelTimer(timer);
        engine.runs().unfollow(this);
      }
    }
  }
}
