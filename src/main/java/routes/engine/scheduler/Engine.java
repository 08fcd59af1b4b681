package routes.engine.scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.Label;
import routes.engine.model.RateLimitRule;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.model.TaskFilter;
import routes.engine.model.WorkflowVersion;
import routes.engine.store.Changes;
import routes.engine.store.Committer;
import routes.engine.store.Loaded;
import routes.engine.store.RunReader;

/**
 * The engine as its interfaces see it. Every method hands its request to the deciding thread; the
 * reply comes when what was decided is durable, or is an {@link EngineException}. Thread-safe.
 */
public final class Engine implements AutoCloseable {
  /** What a terminal or other event says about a task; an absent attempt means the current one. */
  public record TaskReport(
      UUID taskId,
      Kind kind,
      @Nullable Integer attempt,
      String payload,
      boolean noRetry,
      @Nullable Duration retryAfter) {
    /** What happened. */
    public enum Kind {
      STARTED,
      ACKNOWLEDGED,
      COMPLETED,
      FAILED,
      CANCELLED
    }
  }

  /** An attempt that has not reached its worker. */
  public record Unsent(UUID taskId, int attempt) {}

  /** Runs that are to come. */
  public record Scheduled(
      String workflow, WorkflowVersion version, List<Loaded.ScheduleRow> rows) {}

  /** A registered version. */
  public record Registered(UUID workflowId, WorkflowVersion version) {}

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final Parts parts;
  private final DecidingThread thread;
  private final RunReader reader;
  private final Executor readers;

  public Engine(
      Clock clock, Settings settings, Committer committer, RunReader reader, Executor readers) {
    this.parts = new Parts(settings, new Expressions());
    this.reader = reader;
    this.readers = readers;
    this.thread =
        new DecidingThread(
            clock, parts.timers, committer, parts.assigner::assign, parts.workers::forgive);
  }

  /** Takes up what was unfinished, and begins to decide; done when that is durable. */
  public CompletableFuture<Boolean> start(Loaded loaded) {
    CompletableFuture<Boolean> started =
        submit(
            turn -> {
              new Startup(parts).restore(turn, loaded);
              return true;
            });
    thread.start();
    return started;
  }

  public boolean isHalted() {
    return thread.halted() != null;
  }

  /** Nothing is decided any more; what has been asked and not decided is refused. */
  public void halt(String reason) {
    thread.halt(reason);
  }

  @Override
  public void close() {
    thread.close();
  }

  Parts parts() {
    return parts;
  }

  <T> CompletableFuture<T> submit(Decision<T> decision) {
    return thread.submit(decision);
  }

  /** Where nobody waits for an answer. */
  private void tell(Consumer<Turn> news) {
    CompletableFuture<Void> unused =
        thread
            .submit(
                turn -> {
                  news.accept(turn);
                  return true;
                })
            .handle(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.debug("News came too late for the engine: {}", failure.toString());
                  }
                  return null;
                });
  }

  /** What reads the database does it away from the deciding thread. */
  public <T> CompletableFuture<T> read(Supplier<T> query) {
    return CompletableFuture.supplyAsync(query, readers);
  }

  public CompletableFuture<Registered> putWorkflow(UUID tenantId, Definition definition) {
    return submit(
        turn -> {
          WorkflowVersion version = parts.workflows.put(turn, tenantId, definition);
          return new Registered(version.workflowId(), version);
        });
  }

  public CompletableFuture<UUID> trigger(UUID tenantId, TriggerRequest request) {
    return trigger(tenantId, request, null);
  }

  private CompletableFuture<UUID> trigger(
      UUID tenantId, TriggerRequest request, Triggers.@Nullable FinishedParent parent) {
    CompletableFuture<UUID> reply =
        submit(turn -> parts.triggers.trigger(turn, tenantId, request, parent));
    return parent != null || request.parentTaskId() == null
        ? reply
        : reply.exceptionallyCompose(
            failure ->
                cause(failure) instanceof Triggers.ParentNotActive
                    ? finishedParent(tenantId, request)
                        .thenCompose(found -> trigger(tenantId, request, found))
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Triggers.FinishedParent> finishedParent(
      UUID tenantId, TriggerRequest request) {
    UUID taskId = Objects.requireNonNull(request.parentTaskId());
    return read(
        () -> {
          RunReader.Parent parent = reader.parent(tenantId, taskId, request.dedupeKey());
          if (parent == null) {
            throw EngineException.notFound("parent task not found: " + taskId);
          }
          return new Triggers.FinishedParent(parent.runId(), parent.metadata(), parent.childId());
        });
  }

  /** All or none; the ids in the order of the requests. */
  public CompletableFuture<List<UUID>> triggerAll(UUID tenantId, List<TriggerRequest> requests) {
    CompletableFuture<List<UUID>> reply =
        submit(
            turn -> {
              for (TriggerRequest request : requests) {
                parts.triggers.require(tenantId, request.workflow());
                if (request.parentTaskId() != null
                    && parts.runs.findTask(tenantId, request.parentTaskId()) == null) {
                  throw new Triggers.ParentNotActive();
                }
              }
              List<UUID> ids = new ArrayList<>(requests.size());
              for (TriggerRequest request : requests) {
                ids.add(parts.triggers.trigger(turn, tenantId, request, null));
              }
              return ids;
            });
    return reply.exceptionallyCompose(
        failure ->
            cause(failure) instanceof Triggers.ParentNotActive
                ? oneByOne(tenantId, requests)
                : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<List<UUID>> oneByOne(UUID tenantId, List<TriggerRequest> requests) {
    List<CompletableFuture<UUID>> replies =
        requests.stream().map(request -> trigger(tenantId, request)).toList();
    return CompletableFuture.allOf(replies.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
  }

  public CompletableFuture<List<UUID>> push(UUID tenantId, List<PushedEvent> events) {
    return submit(
        turn -> events.stream().map(event -> parts.events.push(turn, tenantId, event)).toList());
  }

  public CompletableFuture<UUID> register(
      UUID tenantId, String name, WorkerProfile profile, Object connection) {
    return submit(turn -> parts.workers.register(turn, tenantId, name, profile, connection).id);
  }

  public CompletableFuture<Boolean> listen(
      UUID tenantId, UUID workerId, WorkerStream stream, Object connection) {
    return submit(
        turn -> {
          parts.workers.listen(turn, parts.workers.require(tenantId, workerId), stream, connection);
          return true;
        });
  }

  /**
   * @param unsent what was still waiting to be written
   */
  public void streamClosed(UUID tenantId, UUID workerId, WorkerStream stream, List<Unsent> unsent) {
    tell(
        turn -> {
          Worker worker = parts.workers.find(tenantId, workerId);
          if (worker != null) {
            parts.workers.streamClosed(turn, worker, stream, unsent);
          }
        });
  }

  public void connectionClosed(Object connection) {
    tell(turn -> parts.workers.connectionClosed(turn, connection));
  }

  public CompletableFuture<Boolean> heartbeat(UUID tenantId, UUID workerId, Object connection) {
    return submit(
        turn -> {
          parts.workers.heartbeat(turn, parts.workers.require(tenantId, workerId), connection);
          return true;
        });
  }

  public CompletableFuture<Boolean> unsubscribe(UUID tenantId, UUID workerId) {
    return submit(
        turn -> {
          parts.workers.unsubscribe(turn, parts.workers.require(tenantId, workerId));
          return true;
        });
  }

  public CompletableFuture<Boolean> label(UUID tenantId, UUID workerId, Map<String, Label> labels) {
    return submit(
        turn -> {
          parts.workers.label(turn, parts.workers.require(tenantId, workerId), labels);
          return true;
        });
  }

  /**
   * Tells what became of a task; a worker's id, where one was sent, shows that the worker lives.
   */
  public CompletableFuture<Boolean> report(
      UUID tenantId, TaskReport report, @Nullable UUID workerId, Object connection) {
    CompletableFuture<Boolean> known =
        submit(
            turn -> {
              Worker worker = workerId == null ? null : parts.workers.find(tenantId, workerId);
              if (worker != null) {
                parts.workers.reported(turn, worker, connection);
              }
              ActiveTask task = parts.runs.findTask(tenantId, report.taskId());
              if (task != null) {
                new Reports(parts).report(turn, task, report);
              }
              return task != null;
            });
    return known.thenCompose(
        active ->
            active
                ? known
                : read(
                    () -> {
                      if (!reader.taskExists(tenantId, report.taskId())) {
                        throw EngineException.invalid("task not found: " + report.taskId());
                      }
                      return false;
                    }));
  }

  /** The new deadline. */
  public CompletableFuture<Instant> refreshTimeout(UUID tenantId, UUID taskId, Duration more) {
    return submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          var outcome =
              parts.machine.refreshTimeout(task.run.run(), task.ordinal, more, turn.now());
          if (!outcome.changed()) {
            throw EngineException.notFound("task is not running: " + taskId);
          }
          parts.runs.apply(turn, task.run, outcome);
          return Objects.requireNonNull(task.task().deadline());
        });
  }

  public CompletableFuture<Boolean> releaseSlot(UUID tenantId, UUID taskId) {
    return submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          parts.runs.apply(
              turn, task.run, parts.machine.releaseSlot(task.run.run(), task.ordinal, turn.now()));
          return true;
        });
  }

  private ActiveTask requireTask(UUID tenantId, UUID taskId) {
    ActiveTask task = parts.runs.findTask(tenantId, taskId);
    if (task == null) {
      throw EngineException.notFound("task not found: " + taskId);
    }
    return task;
  }

  /** A log line of a task, also of a finished one. */
  public CompletableFuture<Boolean> log(UUID tenantId, UUID taskId, LogLine line) {
    return submit(turn -> log(turn, parts.runs.findTask(tenantId, taskId), line))
        .thenCompose(
            done ->
                done
                    ? CompletableFuture.completedFuture(true)
                    : read(() -> reader.task(tenantId, taskId))
                        .thenCompose(
                            found -> {
                              if (found == null) {
                                throw EngineException.notFound("task not found: " + taskId);
                              }
                              return submit(turn -> log(turn, found.runId(), found.task(), line));
                            }));
  }

  private boolean log(Turn turn, @Nullable ActiveTask task, LogLine line) {
    return task != null && log(turn, task.run.run().id(), task.task(), line);
  }

  private boolean log(Turn turn, UUID runId, Task task, LogLine line) {
    turn.changes()
        .log(
            new Changes.LogRow(
                runId,
                parts.numbers.next(turn.now()),
                task.ordinal(),
                line.attempt() == null ? task.attempt() : line.attempt(),
                line.createdAt().truncatedTo(ChronoUnit.MICROS),
                line.level(),
                line.message(),
                line.metadata()));
    return true;
  }

  /** A chunk for those who follow the task's run. */
  public CompletableFuture<Boolean> stream(
      UUID tenantId, UUID taskId, String chunk, @Nullable Long index) {
    return submit(
        turn -> {
          ActiveTask task = requireTask(tenantId, taskId);
          parts.runs.publish(turn, task.run.run(), task.task(), RunEvent.Type.STREAM, chunk, index);
          return true;
        });
  }

  /**
   * The watcher is told when the run finishes; null where it is not unfinished, and then the
   * answer, if there is one, is in the database.
   */
  public CompletableFuture<@Nullable Run> watch(UUID tenantId, UUID runId, RunWatcher watcher) {
    return submit(
            turn -> {
              boolean active = parts.runs.find(tenantId, runId) != null;
              if (active) {
                parts.watchers.watch(Ids.runOf(runId), watcher);
              }
              return active;
            })
        .thenCompose(
            active ->
                active
                    ? CompletableFuture.<@Nullable Run>completedFuture(null)
                    : read(() -> reader.finishedRun(tenantId, runId)));
  }

  public void unwatch(UUID runId, RunWatcher watcher) {
    tell(turn -> parts.watchers.unwatch(Ids.runOf(runId), watcher));
  }

  /** Follows an unfinished run; false where it is finished, an error where there is none. */
  public CompletableFuture<Boolean> follow(UUID tenantId, UUID runId, RunEventSink sink) {
    return submit(
            turn -> {
              boolean active = parts.runs.find(tenantId, runId) != null;
              if (active) {
                turn.afterCommit(() -> parts.watchers.follow(runId, sink));
              }
              return active;
            })
        .thenCompose(
            active ->
                active
                    ? CompletableFuture.completedFuture(true)
                    : read(
                        () -> {
                          if (reader.finishedRun(tenantId, runId) == null) {
                            throw EngineException.notFound("workflow run not found");
                          }
                          return false;
                        }));
  }

  /** Follows all runs with this metadata. */
  public CompletableFuture<Boolean> follow(
      UUID tenantId, String key, String value, RunEventSink sink) {
    return submit(
        turn -> {
          turn.afterCommit(() -> parts.watchers.follow(tenantId, key, value, sink));
          return true;
        });
  }

  public void unfollow(RunEventSink sink) {
    tell(turn -> turn.afterCommit(() -> parts.watchers.unfollow(sink)));
  }

  public CompletableFuture<Boolean> putRateLimit(
      UUID tenantId, String key, int limit, RateLimitRule.Window window) {
    return submit(
        turn -> {
          parts.rateLimits.put(turn, tenantId, key, limit, window);
          parts.queues.retry();
          return true;
        });
  }

  public CompletableFuture<Instant> pauseRateLimit(UUID tenantId, String key, Instant until) {
    return submit(
        turn -> {
          Instant paused = parts.rateLimits.pause(turn, tenantId, key, until);
          if (paused == null) {
            throw EngineException.notFound("rate limit not found: " + key);
          }
          return paused;
        });
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Runs at these times. */
  public CompletableFuture<Scheduled> schedule(
      UUID tenantId, TriggerRequest request, List<Instant> times, String method) {
    return submit(
        turn -> {
          Workflows.Workflow workflow = parts.workflows.find(tenantId, request.workflow());
          if (workflow == null) {
            throw EngineException.notFound("workflow not found");
          }
          List<Loaded.ScheduleRow> rows = new ArrayList<>(times.size());
          for (Instant time : times) {
            rows.add(
                parts.crons.putSchedule(
                    turn,
                    new Loaded.ScheduleRow(
                        Ids.random(turn.now()),
                        tenantId,
                        workflow.id,
                        time.truncatedTo(ChronoUnit.MICROS),
                        Json.write(request),
                        method,
                        turn.now(),
                        null)));
          }
          return new Scheduled(workflow.name, workflow.version, rows);
        });
  }

  /** The tasks that are cancelled by it. */
  public CompletableFuture<List<UUID>> cancel(UUID tenantId, List<UUID> ids) {
    return submit(turn -> new Control(parts).cancel(turn, tenantId, ids));
  }

  public CompletableFuture<List<UUID>> cancel(UUID tenantId, TaskFilter filter) {
    return read(() -> reader.taskIds(tenantId, filter)).thenCompose(ids -> cancel(tenantId, ids));
  }

  /** The tasks that run again because of it. */
  public CompletableFuture<List<UUID>> replay(UUID tenantId, List<UUID> ids) {
    CompletableFuture<List<UUID>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (UUID id : ids) {
      all = all.thenCombine(replay(tenantId, id), Engine::joined);
    }
    return all;
  }

  public CompletableFuture<List<UUID>> replay(UUID tenantId, TaskFilter filter) {
    return read(() -> reader.taskIds(tenantId, filter)).thenCompose(ids -> replay(tenantId, ids));
  }

  private CompletableFuture<List<UUID>> replay(UUID tenantId, UUID id) {
    return read(() -> reader.finishedRun(tenantId, id))
        .thenCompose(
            run ->
                read(() -> run == null ? List.<Loaded.ChildRow>of() : reader.children(run))
                    .thenCompose(
                        children ->
                            submit(
                                turn ->
                                    new Control(parts).replay(turn, tenantId, id, run, children))));
  }

  private static List<UUID> joined(List<UUID> first, List<UUID> second) {
    List<UUID> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  public CompletableFuture<List<WorkerView>> workers(UUID tenantId) {
    return submit(
        turn ->
            parts.workers.list(tenantId).stream().map(worker -> worker.view(turn.now())).toList());
  }

  public CompletableFuture<WorkerView> worker(UUID tenantId, UUID id) {
    return submit(turn -> parts.workers.require(tenantId, id).view(turn.now()));
  }

  /** A paused worker gets nothing new. */
  public CompletableFuture<WorkerView> pauseWorker(UUID tenantId, UUID id, boolean paused) {
    return submit(
        turn -> {
          Worker worker = parts.workers.require(tenantId, id);
          parts.workers.pause(turn, worker, paused);
          return worker.view(turn.now());
        });
  }

  public CompletableFuture<List<WorkflowView>> workflows(UUID tenantId) {
    return submit(
        turn -> parts.workflows.list(tenantId).stream().map(Workflows.Workflow::view).toList());
  }

  public CompletableFuture<WorkflowView> workflow(UUID tenantId, UUID id) {
    return submit(turn -> requireWorkflow(tenantId, id).view());
  }

  /**
   * @param behaviour JSON: what cron and scheduled runs do meanwhile
   */
  public CompletableFuture<WorkflowView> pauseWorkflow(
      UUID tenantId, UUID id, boolean paused, String behaviour) {
    return submit(
        turn -> {
          Workflows.Workflow workflow = requireWorkflow(tenantId, id);
          parts.workflows.pause(turn, workflow, paused, behaviour);
          return workflow.view();
        });
  }

  public CompletableFuture<Boolean> deleteWorkflow(UUID tenantId, UUID id) {
    return submit(
        turn -> {
          parts.workflows.delete(turn, requireWorkflow(tenantId, id));
          return true;
        });
  }

  private Workflows.Workflow requireWorkflow(UUID tenantId, UUID id) {
    Workflows.Workflow workflow = parts.workflows.find(tenantId, id);
    if (workflow == null) {
      throw EngineException.notFound("workflow not found");
    }
    return workflow;
  }

  /** Refuses what is no cron expression. */
  public static void checkCron(String expression) {
    try {
      CronExpression.parse(expression);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  /** A line that a task logs. */
  public record LogLine(
      Instant createdAt,
      String level,
      String message,
      String metadata,
      @Nullable Integer attempt) {}
}
