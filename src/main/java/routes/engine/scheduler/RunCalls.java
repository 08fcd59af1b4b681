package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Run;
import routes.engine.model.TaskFilter;
import routes.engine.store.Loaded;
import routes.engine.store.RunReader;

/** Starting, awaiting, following, cancelling and replaying runs. Thread-safe. */
public final class RunCalls {
  /**
   * Metadata that every run has for those who follow runs: the name of its workflow. The prefix is
   * the engine's own.
   */
  public static final String WORKFLOW_KEY = "hatchet__workflow";

  private final Desk desk;
  private final Parts parts;

  RunCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
  }

  public CompletableFuture<UUID> trigger(UUID tenantId, TriggerRequest request) {
    return trigger(tenantId, request, null);
  }

  private CompletableFuture<UUID> trigger(
      UUID tenantId, TriggerRequest request, Triggers.@Nullable FinishedParent parent) {
    CompletableFuture<UUID> reply =
        desk.submit(turn -> parts.triggers.trigger(turn, tenantId, request, parent));
    return parent != null || request.parentTaskId() == null
        ? reply
        : reply.exceptionallyCompose(
            failure ->
                Desk.cause(failure) instanceof Triggers.ParentNotActive
                    ? finishedParent(tenantId, request)
                        .thenCompose(found -> trigger(tenantId, request, found))
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<Triggers.FinishedParent> finishedParent(
      UUID tenantId, TriggerRequest request) {
    UUID taskId = Objects.requireNonNull(request.parentTaskId());
    return desk.read(
        () -> {
          RunReader.Parent parent = desk.reader().parent(tenantId, taskId, request.dedupeKey());
          if (parent == null) {
            throw EngineException.notFound("parent task not found: " + taskId);
          }
          return new Triggers.FinishedParent(parent.runId(), parent.metadata(), parent.childId());
        });
  }

  /** All or none; the ids in the order of the requests. */
  public CompletableFuture<List<UUID>> triggerAll(UUID tenantId, List<TriggerRequest> requests) {
    CompletableFuture<List<UUID>> reply =
        desk.submit(
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
            Desk.cause(failure) instanceof Triggers.ParentNotActive
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
    return desk.submit(
        turn -> events.stream().map(event -> parts.events.push(turn, tenantId, event)).toList());
  }

  /**
   * The run where it has finished, else null; the watcher is told when an unfinished run finishes.
   */
  public CompletableFuture<@Nullable Run> watch(UUID tenantId, UUID runId, RunWatcher watcher) {
    return desk.submit(
            turn -> {
              boolean active = parts.runs.find(tenantId, runId) != null;
              if (active) {
                parts.watchers.watch(Ids.runOf(runId), watcher);
              }
              return new Sought(active, active ? null : parts.recent.find(tenantId, runId));
            })
        .thenCompose(
            sought ->
                sought.active || sought.run != null
                    ? CompletableFuture.<@Nullable Run>completedFuture(sought.run)
                    : desk.read(() -> desk.reader().finishedRun(tenantId, runId)));
  }

  /** What memory says of a run: whether it is unfinished, and its end where that was just now. */
  private record Sought(boolean active, @Nullable Run run) {}

  public void unwatch(UUID runId, RunWatcher watcher) {
    desk.tell(turn -> parts.watchers.unwatch(Ids.runOf(runId), watcher));
  }

  /** Follows an unfinished run; false where it is finished, an error where there is none. */
  public CompletableFuture<Boolean> follow(UUID tenantId, UUID runId, RunEventSink sink) {
    return desk.submit(
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
                    : desk.read(
                        () -> {
                          if (desk.reader().finishedRun(tenantId, runId) == null) {
                            throw EngineException.notFound("workflow run not found");
                          }
                          return false;
                        }));
  }

  /** Follows all runs with this metadata. */
  public CompletableFuture<Boolean> follow(
      UUID tenantId, String key, String value, RunEventSink sink) {
    return desk.submit(
        turn -> {
          turn.afterCommit(() -> parts.watchers.follow(tenantId, key, value, sink));
          return true;
        });
  }

  public void unfollow(RunEventSink sink) {
    desk.tell(turn -> turn.afterCommit(() -> parts.watchers.unfollow(sink)));
  }

  /** The tasks that are cancelled by it. */
  public CompletableFuture<List<UUID>> cancel(UUID tenantId, List<UUID> ids) {
    return desk.submit(turn -> new Control(parts).cancel(turn, tenantId, ids));
  }

  public CompletableFuture<List<UUID>> cancel(UUID tenantId, TaskFilter filter) {
    return desk.read(() -> desk.reader().taskIds(tenantId, filter))
        .thenCompose(ids -> cancel(tenantId, ids));
  }

  /** The tasks that run again because of it. */
  public CompletableFuture<List<UUID>> replay(UUID tenantId, List<UUID> ids) {
    CompletableFuture<List<UUID>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (UUID id : ids) {
      all = all.thenCombine(replay(tenantId, id), RunCalls::joined);
    }
    return all;
  }

  public CompletableFuture<List<UUID>> replay(UUID tenantId, TaskFilter filter) {
    return desk.read(() -> desk.reader().taskIds(tenantId, filter))
        .thenCompose(ids -> replay(tenantId, ids));
  }

  private CompletableFuture<List<UUID>> replay(UUID tenantId, UUID id) {
    return desk.read(() -> desk.reader().finishedRun(tenantId, id))
        .thenCompose(
            run ->
                desk.read(
                        () ->
                            run == null ? List.<Loaded.ChildRow>of() : desk.reader().children(run))
                    .thenCompose(
                        children ->
                            desk.submit(
                                turn ->
                                    new Control(parts).replay(turn, tenantId, id, run, children))));
  }

  private static List<UUID> joined(List<UUID> first, List<UUID> second) {
    List<UUID> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** How many unfinished tasks there are. */
  public CompletableFuture<QueueCensus> census(UUID tenantId) {
    return desk.submit(turn -> QueueCensus.take(parts.runs.all(), tenantId));
  }
}
