package routes.hatchet.client;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.WorkerUnsubscribeRequest;

/**
 * The registrations of a worker in the engine: the current one, and older ones until what they were
 * given has ended. Thread-safe: one lock lets one registration at a time talk to the engine, which
 * may take long; another guards the state and is never held meanwhile.
 */
final class Registrations {

  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final HatchetClient client;
  private final Registration registration;
  private final Function<String, WorkerSession> sessions;
  private final Idle idle;
  private final ExecutorService upkeep =
      Executors.newCachedThreadPool(DaemonThreads.named("hatchet-upkeep"));
  private final Object turn = new Object();
  private final List<WorkerSession> retiring = new ArrayList<>();

  /** Waits for attempts to end. */
  interface Idle {
    /** Returns when none is left of those that were given to a worker id. */
    void await(String workerId) throws InterruptedException;
  }

  private @Nullable WorkerSession current;
  private Set<String> registered = Set.of();
  private boolean again;
  private boolean closed;

  /**
   * Makes them.
   *
   * @param sessions makes the session of a worker id, not opened yet
   * @param idle waits until all attempts given to a worker id have ended
   */
  Registrations(
      HatchetClient client,
      Registration registration,
      Function<String, WorkerSession> sessions,
      Idle idle) {
    this.client = client;
    this.registration = registration;
    this.sessions = sessions;
    this.idle = idle;
  }

  /**
   * Registers for exactly these actions, unless it is so already.
   *
   * @param wanted asked when it is this call's turn, so that the newest wish counts
   */
  void register(Supplier<Set<String>> wanted) {
    synchronized (turn) {
      Set<String> actions = wanted.get();
      synchronized (this) {
        if (closed || registered.equals(actions)) {
          return;
        }
      }
      renew(actions);
    }
  }

  /** Registers in any case; {@link #turn} is held. */
  private void renew(Set<String> actions) {
    WorkerSession opened =
        actions.isEmpty() ? null : sessions.apply(registration.register(actions));
    WorkerSession before;
    boolean late;
    synchronized (this) {
      late = closed;
      before = current;
      if (!late) {
        current = opened;
        registered = Set.copyOf(actions);
        again = false;
        if (before != null) {
          retiring.add(before);
        }
      }
    }
    if (late) {
      leave(opened);
      return;
    }
    if (opened != null) {
      opened.open();
      LOG.info("Worker listening for jobs... ({}, {} actions)", opened.workerId(), actions.size());
    }
    if (before != null) {
      aside(() -> retire(before));
    }
  }

  /** The engine does not know the worker any more: it has been restarted without its memory. */
  void forgotten(String workerId) {
    WorkerSession now;
    synchronized (this) {
      now = current;
      if (closed || again || now == null || !now.workerId().equals(workerId)) {
        return;
      }
      again = true;
    }
    now.close();
    LOG.warn("The engine does not know worker {} any more: registered anew", workerId);
    aside(this::registerAgain);
  }

  private void registerAgain() {
    for (int n = 0; ; n++) {
      try {
        BACKOFF.sleep(n);
        synchronized (turn) {
          Set<String> actions;
          synchronized (this) {
            if (closed) {
              return;
            }
            actions = registered;
            // The forgotten one is gone, and not to be retired.
            current = null;
          }
          renew(actions);
          return;
        }
      } catch (HatchetException e) {
        LOG.warn("Worker not registered yet: {}", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Lets an old registration go when nothing that it was given is left. */
  private void retire(WorkerSession old) {
    pause(old.workerId());
    try {
      idle.await(old.workerId());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    synchronized (this) {
      if (!retiring.remove(old)) {
        return;
      }
    }
    leave(old);
  }

  private void aside(Runnable task) {
    try {
      upkeep.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Not done: the worker is closed");
    }
  }

  /**
   * Takes no more tasks. Where the engine cannot be told to give none, the stream is ended: what
   * runs can be reported without it, and the engine waits for a silent worker longer than a drain.
   */
  void stopTaking() {
    List<WorkerSession> open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = open();
    }
    for (WorkerSession session : open) {
      if (!pause(session.workerId())) {
        session.close();
      }
    }
  }

  private List<WorkerSession> open() {
    List<WorkerSession> open = new ArrayList<>(retiring);
    if (current != null) {
      open.add(current);
    }
    return open;
  }

  private boolean pause(String workerId) {
    try {
      client.rest().pauseWorker(workerId);
      return true;
    } catch (HatchetException e) {
      LOG.debug("Worker {} not paused: {}", workerId, e.getMessage());
      return false;
    }
  }

  /** Leaves the engine; {@link #stopTaking} was called before. */
  void close() {
    upkeep.shutdownNow();
    List<WorkerSession> open;
    synchronized (this) {
      open = open();
      retiring.clear();
    }
    open.forEach(this::leave);
  }

  /** The engine burns tasks of a worker that only unsubscribes: stream and heartbeats end too. */
  private void leave(@Nullable WorkerSession left) {
    if (left == null) {
      return;
    }
    left.close();
    try {
      DispatcherGrpc.newBlockingStub(client.connection().channel())
          .withDeadlineAfter(2, TimeUnit.SECONDS)
          .unsubscribe(WorkerUnsubscribeRequest.newBuilder().setWorkerId(left.workerId()).build());
    } catch (StatusRuntimeException e) {
      LOG.debug("Worker {} not unsubscribed: {}", left.workerId(), e.getStatus().getCode());
    }
  }

  /** Adds labels, also to those that later registrations name. */
  void label(Map<String, Object> added) {
    registration.label(added);
    WorkerSession now = current();
    if (now != null) {
      registration.update(now.workerId(), added);
    }
  }

  /** The current one. */
  synchronized @Nullable WorkerSession current() {
    return current;
  }

  /** How many actions it is registered for. */
  synchronized int actions() {
    return registered.size();
  }
}
