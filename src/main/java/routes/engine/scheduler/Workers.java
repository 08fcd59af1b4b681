package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.Label;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.Transition;
import routes.engine.store.Loaded;

/** The registered workers and whether they live. */
final class Workers {
  private static final Duration CHECK = Duration.ofSeconds(1);

  private static final Duration FORGET = Duration.ofHours(24);
  private static final Duration SAVE_HEARTBEAT = Duration.ofMinutes(10);
  private static final String UPSERT =
      """
      INSERT INTO hatchet.worker (id, tenant_id, name, profile, paused, created_at, last_heartbeat_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, paused = excluded.paused,
        last_heartbeat_at = excluded.last_heartbeat_at\
      """;

  private record ActionKey(UUID tenantId, String action) {}

  private final Parts parts;
  private final Map<UUID, Worker> workers = new HashMap<>();
  private final Map<ActionKey, Set<Worker>> byAction = new HashMap<>();
  private final Map<UUID, Instant> saved = new HashMap<>();

  Workers(Parts parts) {
    this.parts = parts;
  }

  void start(Instant now) {
    parts.timers.at(now.plus(CHECK), this::check);
  }

  Worker register(Turn turn, UUID tenantId, String name, WorkerProfile profile, Object connection) {
    Worker worker =
        new Worker(Ids.random(turn.now()), tenantId, name, turn.now(), turn.now(), profile, false);
    add(worker);
    touch(turn, worker, connection);
    save(turn, worker);
    return worker;
  }

  /** A worker of an earlier life of the engine; it has a while to come back for its tasks. */
  void restore(Turn turn, Loaded.WorkerRow row) {
    Worker worker =
        new Worker(
            row.id(),
            row.tenantId(),
            row.name(),
            row.createdAt(),
            row.lastHeartbeatAt(),
            Json.read(row.profile(), WorkerProfile.class),
            row.paused());
    add(worker);
    expectBack(worker, turn.now().plus(parts.settings.restartGrace()));
  }

  /**
   * Takes a running task's place on its worker; gives it out again where there is none.
   *
   * @param begun whether the worker has said that it has begun; else the engine may have ended
   *     before it sent the task
   */
  void restoreTask(Turn turn, ActiveTask task, boolean begun) {
    Worker worker = workers.get(task.task().workerId());
    if (worker == null) {
      reassign(turn, task, "The worker is not known any more");
      return;
    }
    task.worker = worker;
    task.reported = begun;
    worker.announced |= begun;
    worker.running.add(task);
    if (!task.task().slotReleased()) {
      worker.take(task.definition().slots());
    }
  }

  @Nullable Worker find(UUID tenantId, UUID id) {
    Worker worker = workers.get(id);
    return worker != null && worker.tenantId.equals(tenantId) ? worker : null;
  }

  Worker require(UUID tenantId, UUID id) {
    Worker worker = find(tenantId, id);
    if (worker == null) {
      throw EngineException.notFound("worker not found");
    }
    return worker;
  }

  List<Worker> list(UUID tenantId) {
    return workers.values().stream().filter(w -> w.tenantId.equals(tenantId)).toList();
  }

  Collection<Worker> withAction(UUID tenantId, String action) {
    return byAction.getOrDefault(new ActionKey(tenantId, action), Set.of());
  }

  void listen(Turn turn, Worker worker, WorkerStream stream, Object connection) {
    doubt(turn, worker, task -> task.sentOver != stream);
    worker.streams.addLast(stream);
    worker.unsubscribed = false;
    worker.lastListener = turn.now();
    touch(turn, worker, connection);
    worker.lastHeartbeat = turn.now();
    save(turn, worker);
    parts.queues.retry();
  }

  /** What was not written goes to another stream. */
  void streamClosed(Turn turn, Worker worker, WorkerStream stream, List<Unsent> unsent) {
    worker.streams.remove(stream);
    for (Unsent lost : unsent) {
      ActiveTask task = parts.runs.findTask(worker.tenantId, lost.taskId());
      if (task != null && task.worker == worker && task.task().attempt() == lost.attempt()) {
        reassign(turn, task, "Could not send task to worker");
      }
    }
    doubt(turn, worker, task -> task.sentOver == stream);
  }

  /**
   * What was written to a stream that the client has closed or replaced may have been lost on the
   * way, also long ago where the connection was open on one side only; what an earlier life of the
   * engine has given out may never have been sent. A worker that announces starts has a while to
   * say that it has it.
   */
  private void doubt(Turn turn, Worker worker, Predicate<ActiveTask> sent) {
    for (ActiveTask task : worker.running) {
      if (!task.reported && sent.test(task)) {
        int attempt = task.task().attempt();
        Duration grace =
            task.sentOver == null ? parts.settings.restartGrace() : parts.settings.goneGrace();
        parts.timers.at(turn.now().plus(grace), t -> lost(t, worker, task, attempt));
      }
    }
  }

  private void lost(Turn turn, Worker worker, ActiveTask task, int attempt) {
    boolean same = task.worker == worker && task.task().attempt() == attempt;
    if (!same || task.reported || !worker.announcesStarts()) {
      return;
    }
    if (task.sentOver != null) {
      reassign(turn, task, "The stream was lost while the task was on its way");
    } else {
      ActiveRun run = task.run;
      String reason = "The engine ended while the task was on its way";
      parts.runs.apply(
          turn, run, parts.machine.sendAgain(run.run(), task.ordinal, attempt, reason, turn.now()));
    }
  }

  /** Counts also where the answer is that the stream is gone: the worker lives. */
  void heartbeat(Turn turn, Worker worker, Object connection) {
    boolean wasFresh = worker.isFresh(turn.now());
    worker.lastHeartbeat = turn.now();
    touch(turn, worker, connection);
    if (!wasFresh) {
      parts.queues.retry();
    }
    Instant last = saved.get(worker.id);
    if (last == null || turn.now().isAfter(last.plus(SAVE_HEARTBEAT))) {
      save(turn, worker);
    }
    boolean opening =
        worker.lastListener == null
            && turn.now().isBefore(worker.createdAt.plus(Worker.HEARTBEAT_VALIDITY));
    if (!worker.isListening() && !opening && !worker.unsubscribed) {
      throw new EngineException(
          EngineException.Code.FAILED_PRECONDITION,
          "Heartbeat rejected: worker stream is not active; open ListenV2 again");
    }
  }

  /** Something came from the worker over this connection. */
  void touch(Turn turn, Worker worker, Object connection) {
    worker.connections.add(connection);
    parts.timers.cancel(worker.gone);
    worker.gone = null;
  }

  /**
   * Who reports without saying who it is, or with its name instead, as TypeScript's SDK does: the
   * worker of the task, if it came over one of its connections.
   */
  @Nullable Worker reporter(ActiveTask task, Object connection) {
    Worker worker = task.worker;
    return worker != null && worker.connections.contains(connection) ? worker : null;
  }

  /** What reports lives, as much as what sends heartbeats. */
  void reported(Turn turn, Worker worker, Object connection) {
    if (!worker.isFresh(turn.now())) {
      parts.queues.retry();
    }
    worker.lastHeartbeat = turn.now();
    touch(turn, worker, connection);
  }

  void connectionClosed(Turn turn, Object connection) {
    for (Worker worker : workers.values()) {
      if (worker.connections.remove(connection) && worker.connections.isEmpty()) {
        expectBack(worker, turn.now().plus(parts.settings.goneGrace()));
      }
    }
  }

  void unsubscribe(Turn turn, Worker worker) {
    worker.unsubscribed = true;
    List<WorkerStream> streams = List.copyOf(worker.streams);
    worker.streams.clear();
    turn.afterCommit(() -> streams.forEach(WorkerStream::end));
  }

  void pause(Turn turn, Worker worker, boolean paused) {
    worker.paused = paused;
    save(turn, worker);
    parts.queues.retry();
  }

  void label(Turn turn, Worker worker, Map<String, Label> labels) {
    Map<String, Label> all = new HashMap<>(worker.profile.labels());
    all.putAll(labels);
    WorkerProfile old = worker.profile;
    worker.profile = new WorkerProfile(old.actions(), old.slots(), Map.copyOf(all), old.runtime());
    save(turn, worker);
    parts.queues.retry();
  }

  /** The task is no longer the worker's; it is told so where it does not know. */
  void released(Turn turn, Worker worker, ActiveTask task, Task before, Transition transition) {
    worker.running.remove(task);
    if (!before.slotReleased()) {
      worker.giveBack(task.definition().slots());
    }
    parts.queues.retry();
    if (Runs.isCancelling(transition) && worker.isListening()) {
      WorkerStream stream = worker.streams.getLast();
      Run run = task.run.run();
      turn.afterCommit(() -> stream.cancel(run, before));
    }
  }

  /** The engine stood still, or the clock was set: silence is as long as it was before. */
  void shift(Duration gap) {
    for (Worker worker : workers.values()) {
      worker.lastHeartbeat = worker.lastHeartbeat.plus(gap);
    }
  }

  private void expectBack(Worker worker, Instant until) {
    parts.timers.cancel(worker.gone);
    worker.gone =
        parts.timers.at(
            until,
            turn -> {
              worker.gone = null;
              giveOut(turn, worker, "The worker's connections are closed");
            });
  }

  private void check(Turn turn) {
    parts.timers.at(turn.now().plus(CHECK), this::check);
    for (Worker worker : List.copyOf(workers.values())) {
      boolean draining = worker.unsubscribed && !worker.connections.isEmpty();
      boolean silent = turn.now().isAfter(worker.lastHeartbeat.plus(parts.settings.silence()));
      if (silent && !draining && !worker.running.isEmpty() && worker.gone == null) {
        String reason =
            "Worker did not send a heartbeat for "
                + parts.settings.silence().toSeconds()
                + " seconds";
        giveOut(turn, worker, reason);
      }
      if (worker.running.isEmpty()
          && worker.connections.isEmpty()
          && turn.now().isAfter(worker.lastHeartbeat.plus(FORGET))) {
        remove(turn, worker);
      }
    }
  }

  private void giveOut(Turn turn, Worker worker, String reason) {
    for (ActiveTask task : List.copyOf(worker.running)) {
      reassign(turn, task, reason);
    }
  }

  private void reassign(Turn turn, ActiveTask task, String reason) {
    ActiveRun run = task.run;
    int attempt = task.task().attempt();
    parts.runs.apply(
        turn, run, parts.machine.reassign(run.run(), task.ordinal, attempt, reason, turn.now()));
  }

  private void add(Worker worker) {
    workers.put(worker.id, worker);
    for (String action : worker.profile.actions()) {
      byAction
          .computeIfAbsent(new ActionKey(worker.tenantId, action), key -> new LinkedHashSet<>())
          .add(worker);
    }
  }

  private void remove(Turn turn, Worker worker) {
    workers.remove(worker.id);
    saved.remove(worker.id);
    parts.timers.cancel(worker.gone);
    for (String action : worker.profile.actions()) {
      ActionKey key = new ActionKey(worker.tenantId, action);
      Set<Worker> sharing = byAction.get(key);
      if (sharing != null && sharing.remove(worker) && sharing.isEmpty()) {
        byAction.remove(key);
      }
    }
    turn.changes().statement("DELETE FROM hatchet.worker WHERE id = ?", worker.id);
  }

  private void save(Turn turn, Worker worker) {
    saved.put(worker.id, turn.now());
    turn.changes()
        .statement(
            UPSERT,
            worker.id,
            worker.tenantId,
            worker.name,
            Json.write(worker.profile),
            worker.paused,
            worker.createdAt,
            worker.lastHeartbeat);
  }
}
