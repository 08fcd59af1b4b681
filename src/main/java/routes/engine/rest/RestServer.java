package routes.engine.rest;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;
import routes.engine.scheduler.Engine;
import routes.engine.store.RunReader;

/** The REST interface on its own port. */
public final class RestServer implements AutoCloseable {
  private static final int LARGEST_BODY = 4 * 1024 * 1024 + 64 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 5;

  private final Vertx vertx;
  private final HttpServer server;

  /**
   * Binds the port.
   *
   * @param port 0 for any free one
   */
  public RestServer(
      String bindAddress,
      int port,
      Engine engine,
      RunReader reader,
      Supplier<@Nullable Tokens> tokens,
      Clock clock,
      String version)
      throws IOException {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true));
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    Api api = new Api(engine, reader, tokens, clock, version);
    api.mount(router);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(bindAddress)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(16 * 1024)
            .setCompressionSupported(false);
    try {
      server =
          vertx
              .createHttpServer(options)
              .requestHandler(router)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      vertx.close();
      throw new IOException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      vertx.close();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The threads are daemons: nothing is left to do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
