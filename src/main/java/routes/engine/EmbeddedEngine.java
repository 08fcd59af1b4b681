package routes.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.auth.TokenFile;
import routes.engine.auth.Tokens;
import routes.engine.grpc.GrpcServer;
import routes.engine.rest.RestServer;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.Settings;
import routes.engine.store.Committer;
import routes.engine.store.Loaded;
import routes.engine.store.Loader;
import routes.engine.store.Retention;
import routes.engine.store.RunReader;
import routes.engine.store.Store;

/**
 * A Hatchet engine in this JVM: the real gRPC protocol and REST interface, all state in PostgreSQL.
 * What it has acknowledged survives a kill at any point. Thread-safe.
 */
public final class EmbeddedEngine implements AutoCloseable {
  /** The version of Hatchet whose protocol is offered; SDKs choose their features by it. */
  public static final String VERSION = "v0.101.27";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
  private static final Duration WORKERS_KEPT = Duration.ofHours(24);
  private static final int READERS = 4;

  private final Clock clock;
  private final Committer committer;
  private final Engine engine;
  private final ExecutorService readers;
  private final Retention retention;
  private final AtomicReference<@Nullable Tokens> tokens = new AtomicReference<>();
  private final RestServer rest;
  private final GrpcServer grpc;
  private final Store store;
  private String token = "";
  private String tenantId = "";

  private EmbeddedEngine(EngineConfiguration configuration) {
    clock = configuration.clock();
    requireLoopbackOrSay(configuration.bindAddress());
    store = new Store(configuration.dataSource());
    Loader loader = new Loader(store);
    RunReader reader = new RunReader(store, loader);
    readers = Executors.newFixedThreadPool(READERS, EmbeddedEngine::readerThread);
    AtomicReference<@Nullable Engine> self = new AtomicReference<>();
    committer =
        new Committer(
            store,
            reason -> {
              Engine halted = self.get();
              if (halted != null) {
                halted.halt(reason);
              }
            });
    Settings settings =
        new Settings(
            configuration.goneGrace(), configuration.restartGrace(), Settings.DEFAULT.silence());
    engine = new Engine(clock, settings, committer, reader, readers);
    self.set(engine);
    retention = new Retention(store, clock, configuration.retention());
    rest = bindRest(configuration, reader);
    grpc = bindGrpc(configuration, reader);
  }

  /**
   * Binds the ports, takes the database over, goes on with what is unfinished. Throws {@link
   * EngineStartException} with a sentence that says what to do.
   */
  public static EmbeddedEngine start(EngineConfiguration configuration) {
    EmbeddedEngine engine = new EmbeddedEngine(configuration);
    try {
      engine.open(configuration);
      return engine;
    } catch (SQLException | FlywayException | CompletionException e) {
      engine.close();
      throw new EngineStartException(
          "The embedded Hatchet engine cannot use its database: "
              + e.getMessage()
              + ". Check DATABASE_URL and that PostgreSQL runs.",
          e);
    } catch (IOException e) {
      engine.close();
      throw new EngineStartException(
          "The embedded Hatchet engine cannot write its token to "
              + configuration.tokenFile()
              + " ("
              + e.getMessage()
              + "). Set DATA_DIR to a directory that can be written.",
          e);
    }
  }

  private void open(EngineConfiguration configuration) throws SQLException, IOException {
    Instant now = configuration.clock().instant();
    Store.Identity identity = store.open(now);
    Loaded loaded = new Loader(store).load(now.minus(WORKERS_KEPT));
    tenantId = identity.tenantId().toString();
    committer.start();
    engine.start(loaded).join();
    retention.start();
    Tokens signed =
        new Tokens(
            identity.signingKey(),
            configuration.clock(),
            "http://localhost:" + rest.port(),
            "localhost:" + grpc.port(),
            loaded.revokedTokens());
    token = token(new TokenFile(configuration.tokenFile()), signed, identity.tenantId());
    signed.onRevoke(grpc::endOver);
    tokens.set(signed);
    LOG.info("Hatchet engine: gRPC on port {}, REST on port {}", grpc.port(), rest.port());
  }

  private String token(TokenFile file, Tokens signed, UUID tenant) throws IOException {
    String kept = file.read();
    if (kept != null && signed.isCurrent(kept)) {
      return kept;
    }
    String minted = mint(signed, tenant, "of the engine's file");
    file.write(minted);
    return minted;
  }

  private String mint(Tokens signed, UUID tenant, String name) {
    Tokens.Minted minted = signed.mint(tenant, Tokens.LIFE);
    engine.tokens().remember(tenant, minted.tokenId(), name, minted.expiresAt()).join();
    return minted.token();
  }

  /**
   * A token for the tenant of this name, which is made where there is none. Nobody sees anything of
   * another tenant.
   */
  public String tokenFor(String tenantName) {
    Tokens signed = Objects.requireNonNull(tokens.get(), "the engine has not started");
    try {
      return mint(signed, store.tenant(tenantName, clock.instant()), "of tenant " + tenantName);
    } catch (SQLException e) {
      throw new EngineStartException(
          "A tenant cannot be made, because the database does not answer: " + e.getMessage(), e);
    }
  }

  private RestServer bindRest(EngineConfiguration configuration, RunReader reader) {
    try {
      return new RestServer(
          configuration.bindAddress(),
          configuration.restPort(),
          engine,
          reader,
          tokens::get,
          configuration.clock(),
          VERSION);
    } catch (IOException e) {
      release();
      throw taken("REST", configuration.restPort(), "HATCHET_REST_PORT", e);
    }
  }

  private GrpcServer bindGrpc(EngineConfiguration configuration, RunReader reader) {
    try {
      return new GrpcServer(
          configuration.bindAddress(),
          configuration.grpcPort(),
          engine,
          reader,
          tokens::get,
          configuration.clock(),
          VERSION);
    } catch (IOException e) {
      rest.close();
      release();
      throw taken("gRPC", configuration.grpcPort(), "HATCHET_GRPC_PORT", e);
    }
  }

  private static EngineStartException taken(
      String what, int port, String variable, IOException cause) {
    return new EngineStartException(
        "Port "
            + port
            + ", which the embedded Hatchet engine needs for "
            + what
            + ", is taken or cannot be bound: end what uses it, or set "
            + variable
            + " to a free port.",
        cause);
  }

  /** Every call needs a token, so another interface is allowed; it is worth a line. */
  private static void requireLoopbackOrSay(String bindAddress) {
    try {
      if (!InetAddress.getByName(bindAddress).isLoopbackAddress()) {
        LOG.warn("The embedded Hatchet engine listens on {}, without TLS", bindAddress);
      }
    } catch (UnknownHostException e) {
      throw new EngineStartException(
          "BIND_ADDRESS " + bindAddress + " is no address of this machine: use 127.0.0.1.", e);
    }
  }

  private static Thread readerThread(Runnable task) {
    Thread thread = new Thread(task, "hatchet-engine-read");
    thread.setDaemon(true);
    return thread;
  }

  /** The token of the engine's own tenant. */
  public String token() {
    return token;
  }

  /** Whether it has stopped deciding, as its database refuses what it has decided. */
  public boolean isHalted() {
    return engine.isHalted();
  }

  public int grpcPort() {
    return grpc.port();
  }

  public int restPort() {
    return rest.port();
  }

  public String tenantId() {
    return tenantId;
  }

  /** Ends the ports, commits what has been decided, and ends the threads, within two seconds. */
  @Override
  public void close() {
    grpc.close();
    rest.close();
    release();
  }

  private void release() {
    retention.close();
    engine.close();
    committer.close();
    readers.shutdownNow();
  }
}
