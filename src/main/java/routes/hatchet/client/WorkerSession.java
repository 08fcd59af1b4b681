package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.GetVersionResponse;
import routes.protocol.dispatcher.WorkerListenRequest;

/**
 * One registration of a worker: its stream of actions, opened again whenever it ends, also cleanly,
 * and its heartbeats. Thread-safe.
 */
final class WorkerSession implements AutoCloseable, Heartbeats.Reaction {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);

  /** Shorter than the time after which users notice. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  /** A stream that held this long was a good one: the next wait is short again. */
  private static final Duration GOOD = Duration.ofSeconds(5);

  private static final Duration HEARTBEAT_IS_FRESH = Duration.ofSeconds(10);

  /** An engine that answers later than this is held for silent. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final String workerId;
  private final Connection connection;
  private final ScheduledExecutorService timer;
  private final Consumer<AssignedAction> actions;
  private final Runnable reopened;
  private final Runnable unknown;
  private final WorkerCounters counters;
  private final Heartbeats heartbeats;
  private final DebugLog debug;
  private final Backoff backoff;

  private final AtomicBoolean asking = new AtomicBoolean();

  private @Nullable Stream stream;
  private boolean reopening;
  private int failures;
  private boolean closed;
  private volatile @Nullable Instant lastFrame;

  WorkerSession(
      String workerId,
      Connection connection,
      Connection heartbeatConnection,
      @Nullable Duration heartbeatPeriod,
      ScheduledExecutorService timer,
      Consumer<AssignedAction> actions,
      Runnable reopened,
      Runnable unknown,
      WorkerCounters counters,
      boolean debug) {
    this.workerId = workerId;
    this.connection = connection;
    this.timer = timer;
    this.actions = actions;
    this.reopened = reopened;
    this.unknown = unknown;
    this.counters = counters;
    this.heartbeats = new Heartbeats(workerId, heartbeatConnection, heartbeatPeriod, this, debug);
    this.debug = new DebugLog(LOG, debug);
    this.backoff =
        new Backoff(
            Duration.ofMillis(100), heartbeatPeriod == null ? LONGEST_WAIT : heartbeatPeriod);
  }

  String workerId() {
    return workerId;
  }

  void open() {
    listen();
    heartbeats.start();
  }

  private void listen() {
    // Listeners hear of it outside the lock.
    if (openStream()) {
      reopened.run();
      counters.reconnected(workerId);
    }
  }

  /** True when this stream takes the place of an earlier one. */
  private synchronized boolean openStream() {
    boolean again = reopening;
    reopening = false;
    if (closed || stream != null) {
      return false;
    }
    Stream opened = new Stream();
    stream = opened;
    debug.line("Listener of worker {} opens its stream", workerId);
    DispatcherGrpc.newStub(connection.channel())
        .listenV2(WorkerListenRequest.newBuilder().setWorkerId(workerId).build(), opened);
    return again;
  }

  private void ended(Stream which, Status status) {
    if (status.getCode() == Status.Code.NOT_FOUND) {
      if (forget(which)) {
        debug.line("Listener of worker {}: the engine does not know it", workerId);
        // Not under the lock: the worker takes its own first and then this one.
        unknown.run();
      }
    } else {
      openAgain(which, status);
    }
  }

  private synchronized boolean forget(Stream which) {
    if (stream != which || closed) {
      return false;
    }
    stream = null;
    return true;
  }

  private synchronized void openAgain(Stream which, Status status) {
    if (!forget(which)) {
      return;
    }
    failures = which.age().compareTo(GOOD) > 0 ? 0 : failures + 1;
    Duration delay = backoff.delay(failures);
    if (failures > 3) {
      LOG.warn(
          "Stream of worker {} ended ({} {}), opened again in {} ms",
          workerId,
          status.getCode(),
          status.getDescription(),
          delay.toMillis());
    } else {
      debug.line(
          "Listener of worker {}: stream ended ({}), opened again in {} ms",
          workerId,
          status.getCode(),
          delay.toMillis());
    }
    reopen(delay);
  }

  private synchronized void reopen(Duration delay) {
    if (closed || reopening) {
      return;
    }
    reopening = true;
    counters.reconnecting();
    Later.run(timer, delay, this::listen);
  }

  /** Gives up the stream that the engine holds for dead, and opens another. */
  @Override
  public void streamIsDead() {
    Stream dead;
    synchronized (this) {
      dead = stream;
      stream = null;
      if (dead == null) {
        return;
      }
      reopen(backoff.delay(0));
    }
    dead.cancel("held for dead by the engine");
  }

  @Override
  public void workerIsUnknown() {
    unknown.run();
  }

  /** Asks over the stream's own connection, and opens both anew when nobody answers there, too. */
  @Override
  public void engineIsSilent() {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    DispatcherGrpc.newStub(connection.channel())
        .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .getVersion(GetVersionRequest.getDefaultInstance(), new Answer());
  }

  /** Whether tasks can arrive: the stream is open and a heartbeat was accepted lately. */
  boolean live() {
    Instant beat = heartbeats.lastAccepted();
    synchronized (this) {
      return !closed
          && stream != null
          && beat != null
          && beat.isAfter(Instant.now().minus(HEARTBEAT_IS_FRESH));
    }
  }

  synchronized String streamState() {
    return closed ? "CLOSED" : stream != null ? "OPEN" : "RECONNECTING";
  }

  @Nullable Instant lastHeartbeat() {
    return heartbeats.lastAccepted();
  }

  @Nullable Instant lastHeartbeatTry() {
    return heartbeats.lastTry();
  }

  @Nullable Instant lastFrame() {
    return lastFrame;
  }

  /** Ends stream and heartbeats. */
  @Override
  public void close() {
    Stream open;
    synchronized (this) {
      closed = true;
      open = stream;
      stream = null;
    }
    heartbeats.close();
    if (open != null) {
      open.cancel("worker closed");
    }
  }

  private final class Answer implements StreamObserver<GetVersionResponse> {

    @Override
    public void onNext(GetVersionResponse version) {}

    @Override
    public void onError(Throwable failure) {
      asking.set(false);
      if (Status.fromThrowable(failure).getCode() == Status.Code.DEADLINE_EXCEEDED) {
        LOG.warn("The connection of worker {} is silent: opened anew", workerId);
        connection.renew();
        streamIsDead();
      }
    }

    @Override
    public void onCompleted() {
      asking.set(false);
    }
  }

  private final class Stream
      implements ClientResponseObserver<WorkerListenRequest, AssignedAction> {

    private final long opened = System.nanoTime();
    private @Nullable ClientCallStreamObserver<WorkerListenRequest> call;

    @Override
    public void beforeStart(ClientCallStreamObserver<WorkerListenRequest> started) {
      call = started;
    }

    @Override
    public void onNext(AssignedAction action) {
      lastFrame = Instant.now();
      try {
        actions.accept(action);
      } catch (RuntimeException e) {
        // One bad action must not end the stream for all others.
        LOG.error("Action {} of the engine could not be taken", action.getActionId(), e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended(this, Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended(this, Status.OK);
    }

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - opened);
    }

    void cancel(String why) {
      if (call != null) {
        call.cancel(why, null);
      }
    }
  }
}
