package routes.engine.rest;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Connections;
import routes.engine.auth.Tokens;
import routes.engine.scheduler.Engine;
import routes.engine.store.RunReader;

/** The REST interface on its own port. */
public final class RestServer implements AutoCloseable {
  private static final int LARGEST_BODY = 4 * 1024 * 1024 + 64 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 5;
  private static final int MOST = 1_000;
  private static final int MOST_STRANGERS = 100;

  /** How long a connection may be open without a good token, however it spends the time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long SWEEP_MILLIS = 2_000;

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
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    Api api = new Api(engine, reader, tokens, clock, version);
    Connections<HttpConnection> connections =
        new Connections<>(MOST, MOST_STRANGERS, PATIENCE, HttpConnection::close);
    api.mount(router, connections);
    vertx.setPeriodic(SWEEP_MILLIS, id -> connections.sweep());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(bindAddress)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(16 * 1024)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false);
    try {
      server =
          vertx
              .createHttpServer(options)
              .requestHandler(router)
              .connectionHandler(connection -> track(connection, connections))
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

  private static void track(HttpConnection connection, Connections<HttpConnection> connections) {
    connection.closeHandler(closed -> connections.closed(connection));
    connections.opened(connection);
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
