package routes.engine.scheduler;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import routes.engine.model.Label;

/** What workers ask for themselves, and what is asked about them. Thread-safe. */
public final class WorkerCalls {
  private final Desk desk;
  private final Parts parts;

  WorkerCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
  }

  public CompletableFuture<UUID> register(
      UUID tenantId, String name, WorkerProfile profile, Object connection) {
    return desk.submit(
        turn -> parts.workers.register(turn, tenantId, name, profile, connection).id);
  }

  public CompletableFuture<Boolean> listen(
      UUID tenantId, UUID workerId, WorkerStream stream, Object connection) {
    return desk.submit(
        turn -> {
          parts.workers.listen(turn, parts.workers.require(tenantId, workerId), stream, connection);
          return true;
        });
  }

  /**
   * @param unsent what was still waiting to be written
   */
  public void streamClosed(UUID tenantId, UUID workerId, WorkerStream stream, List<Unsent> unsent) {
    desk.tell(
        turn -> {
          Worker worker = parts.workers.find(tenantId, workerId);
          if (worker != null) {
            parts.workers.streamClosed(turn, worker, stream, unsent);
          }
        });
  }

  public void connectionClosed(Object connection) {
    desk.tell(turn -> parts.workers.connectionClosed(turn, connection));
  }

  public CompletableFuture<Boolean> heartbeat(UUID tenantId, UUID workerId, Object connection) {
    return desk.submit(
        turn -> {
          parts.workers.heartbeat(turn, parts.workers.require(tenantId, workerId), connection);
          return true;
        });
  }

  public CompletableFuture<Boolean> unsubscribe(UUID tenantId, UUID workerId) {
    return desk.submit(
        turn -> {
          parts.workers.unsubscribe(turn, parts.workers.require(tenantId, workerId));
          return true;
        });
  }

  public CompletableFuture<Boolean> label(UUID tenantId, UUID workerId, Map<String, Label> labels) {
    return desk.submit(
        turn -> {
          parts.workers.label(turn, parts.workers.require(tenantId, workerId), labels);
          return true;
        });
  }

  public CompletableFuture<List<WorkerView>> list(UUID tenantId) {
    return desk.submit(
        turn ->
            parts.workers.list(tenantId).stream().map(worker -> worker.view(turn.now())).toList());
  }

  public CompletableFuture<WorkerView> get(UUID tenantId, UUID id) {
    return desk.submit(turn -> parts.workers.require(tenantId, id).view(turn.now()));
  }

  /** A paused worker gets nothing new. */
  public CompletableFuture<WorkerView> pause(UUID tenantId, UUID id, boolean paused) {
    return desk.submit(
        turn -> {
          Worker worker = parts.workers.require(tenantId, id);
          parts.workers.pause(turn, worker, paused);
          return worker.view(turn.now());
        });
  }
}
