package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;
import routes.engine.model.TaskStatus;
import routes.engine.model.WorkflowVersion;
import routes.engine.store.Loaded;
import routes.engine.store.StoredRuns;

/**
 * The scheduler without threads, sockets and database: the test says what happens and what time it
 * is. What is written is kept, so that a restart goes on with it and nothing else.
 */
final class Simulation {
  static final UUID TENANT = new UUID(7, 7);
  private static final Expressions EXPRESSIONS = new Expressions();

  final StoredRuns stored = new StoredRuns();
  final Map<UUID, FakeWorker> workers = new LinkedHashMap<>();
  Instant now = Instant.parse("2026-06-01T10:00:00Z");
  Parts parts = new Parts(Settings.DEFAULT, EXPRESSIONS);
  private Consumer<Simulation> check = simulation -> {};

  Simulation() {
    turn(turn -> parts.workers.start(turn.now()));
  }

  /** Looked at after every turn. */
  void afterEveryTurn(Consumer<Simulation> newCheck) {
    check = newCheck;
  }

  /** What is decided together, as the deciding thread does it. */
  <T> T decide(Function<Turn, T> decision) {
    Turn turn = new Turn(now);
    T result = decision.apply(turn);
    parts.timers.fire(turn);
    parts.endTurn(turn);
    stored.write(turn.changes());
    turn.group().effects().forEach(Runnable::run);
    check.accept(this);
    return result;
  }

  void turn(Consumer<Turn> decision) {
    decide(
        turn -> {
          decision.accept(turn);
          return true;
        });
  }

  /** Lets time pass; every timer fires at its time. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    Instant next = parts.timers.next();
    while (next != null && !next.isAfter(end)) {
      now = next.isAfter(now) ? next : now;
      turn(turn -> {});
      next = parts.timers.next();
    }
    now = end;
    turn(turn -> {});
  }

  /** The clock is set; nothing happens in between. */
  void clockJumps(Duration by) {
    now = now.plus(by);
    turn(turn -> {});
  }

  /** The engine is killed and started; workers have lost their connections. */
  void restart() {
    Parts old = parts;
    Map<UUID, WorkflowVersion> versions = new HashMap<>();
    List<Loaded.WorkflowRow> workflows = new ArrayList<>();
    for (Workflows.Workflow w : old.workflows.list(TENANT)) {
      workflows.add(
          new Loaded.WorkflowRow(
              w.id,
              w.tenantId,
              w.name,
              w.paused,
              Json.write(w.pause),
              w.createdAt,
              w.version.id()));
      versions.put(w.version.id(), w.version);
    }
    List<Run> runs = stored.unfinished();
    runs.forEach(run -> versions.put(run.header().version().id(), run.header().version()));
    List<Loaded.WorkerRow> rows = new ArrayList<>();
    for (Worker w : old.workers.list(TENANT)) {
      rows.add(
          new Loaded.WorkerRow(
              w.id,
              w.tenantId,
              w.name,
              Json.write(w.profile),
              w.paused,
              w.createdAt,
              w.lastHeartbeat));
    }
    Loaded loaded =
        new Loaded(
            workflows,
            versions,
            rows,
            runs,
            stored.begun(),
            stored.children(),
            stored.limits(),
            old.events.list(TENANT),
            old.crons.listCrons(TENANT),
            List.of(),
            List.of());
    parts = new Parts(Settings.DEFAULT, EXPRESSIONS);
    workers.values().forEach(FakeWorker::cutOff);
    turn(turn -> new Startup(parts).restore(turn, loaded));
  }

  WorkflowVersion put(Definition definition) {
    return decide(turn -> parts.workflows.put(turn, TENANT, definition));
  }

  UUID trigger(String workflow, String input) {
    return trigger(workflow, input, 1);
  }

  UUID trigger(String workflow, String input, int priority) {
    return decide(
        turn ->
            parts.triggers.trigger(
                turn, TENANT, TriggerRequest.of(workflow, input, "{}", priority), null));
  }

  FakeWorker worker(int slots, String... actions) {
    FakeWorker worker = new FakeWorker(this, slots, List.of(actions));
    workers.put(worker.id, worker);
    return worker;
  }

  Run run(UUID id) {
    ActiveRun active = parts.runs.find(TENANT, id);
    return active == null ? stored.run(id) : active.run();
  }

  RunStatus status(UUID id) {
    return run(id).status();
  }

  List<UUID> cancel(UUID id) {
    return decide(turn -> new Control(parts).cancel(turn, TENANT, List.of(id)));
  }

  List<UUID> replay(UUID id) {
    Run kept = stored.run(Ids.runOf(id));
    Run finished = kept.isFinished() ? kept : null;
    return decide(turn -> new Control(parts).replay(turn, TENANT, id, finished, stored.children()));
  }

  long running() {
    return parts.runs.all().stream()
        .flatMap(run -> run.run().tasks().stream())
        .filter(task -> task.status() == TaskStatus.RUNNING)
        .count();
  }

  /** A task as plain as can be; the rest of the definition is given by {@link Plan}. */
  static TaskDefinition task(String name, String... parents) {
    return Plan.of(name).after(parents).task();
  }

  /** Everything that was sent to any worker and not answered. */
  List<Held> held() {
    return workers.values().stream().flatMap(worker -> worker.held.stream()).toList();
  }

  /** An attempt in a worker's hands. */
  record Held(FakeWorker worker, Run run, Task task) {
    String name() {
      return run.definition(task.ordinal()).readableId();
    }

    void report(TaskReport.Kind kind, String payload, boolean noRetry) {
      worker.report(this, kind, payload, noRetry);
    }

    void complete() {
      report(TaskReport.Kind.COMPLETED, "{\"of\":\"" + name() + "\"}", false);
    }

    void fail() {
      report(TaskReport.Kind.FAILED, "no", false);
    }
  }

  /** A worker process. */
  static final class FakeWorker {
    final UUID id;
    final List<Held> held = new ArrayList<>();

    /** All that was ever sent to it, in order. */
    final List<Held> starts = new ArrayList<>();

    final List<Task> cancels = new ArrayList<>();
    private final Simulation world;
    @Nullable Object connection;
    private @Nullable WorkerStream stream;

    FakeWorker(Simulation world, int slots, List<String> actions) {
      this.world = world;
      Object opened = new Object();
      connection = opened;
      WorkerProfile profile =
          new WorkerProfile(new LinkedHashSet<>(actions), Map.of("default", slots), Map.of(), null);
      id =
          world.decide(turn -> world.parts.workers.register(turn, TENANT, "w", profile, opened).id);
      listen();
    }

    /** Opens a stream, over a new connection where there is none. */
    void listen() {
      connection = connection == null ? new Object() : connection;
      WorkerStream opened =
          new WorkerStream() {
            @Override
            public void start(Run run, int ordinal) {
              Held task = new Held(FakeWorker.this, run, run.tasks().get(ordinal));
              held.add(task);
              starts.add(task);
            }

            @Override
            public void cancel(Run run, Task attempt) {
              held.removeIf(
                  h -> h.task.id().equals(attempt.id()) && h.task.attempt() == attempt.attempt());
              cancels.add(attempt);
            }

            @Override
            public void end() {}
          };
      stream = opened;
      world.turn(
          turn ->
              world.parts.workers.listen(
                  turn, world.parts.workers.require(TENANT, id), opened, connection));
    }

    boolean isConnected() {
      return connection != null;
    }

    void beat() {
      if (connection != null && stream != null) {
        world.turn(
            turn ->
                world.parts.workers.heartbeat(
                    turn, world.parts.workers.require(TENANT, id), connection));
      }
    }

    /** Only the stream of tasks ends. */
    void closeStream() {
      WorkerStream closed = stream;
      if (closed != null) {
        stream = null;
        world.turn(
            turn ->
                world.parts.workers.streamClosed(
                    turn, world.parts.workers.require(TENANT, id), closed, List.of()));
      }
    }

    /** The process is killed: what it holds is lost with it. */
    void kill() {
      Object closed = connection;
      closeStream();
      held.clear();
      connection = null;
      if (closed != null) {
        world.turn(turn -> world.parts.workers.connectionClosed(turn, closed));
      }
    }

    /** The engine has gone; the process goes on with what it holds. */
    private void cutOff() {
      connection = null;
      stream = null;
    }

    private void report(Held task, TaskReport.Kind kind, String payload, boolean noRetry) {
      if (kind != TaskReport.Kind.STARTED && kind != TaskReport.Kind.ACKNOWLEDGED) {
        held.remove(task);
      }
      world.turn(
          turn -> {
            ActiveTask active = world.parts.runs.findTask(TENANT, task.task.id());
            if (active != null) {
              new Reports(world.parts)
                  .report(
                      turn,
                      active,
                      new TaskReport(
                          task.task.id(), kind, task.task.attempt(), payload, noRetry, null));
            }
          });
    }
  }
}
