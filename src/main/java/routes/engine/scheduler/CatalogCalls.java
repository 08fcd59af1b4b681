package routes.engine.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.RateLimitRule;
import routes.engine.model.WorkflowVersion;
import routes.engine.store.Loaded.FilterRow;
import routes.engine.store.Loaded.RateLimitRow;

/** What is registered: workflows, filters, rate limits. Thread-safe. */
public final class CatalogCalls {
  private final Desk desk;
  private final Parts parts;

  CatalogCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
  }

  /** Registers; the same content again gives the same version. */
  public CompletableFuture<WorkflowVersion> putWorkflow(UUID tenantId, Definition definition) {
    return desk.submit(turn -> parts.workflows.put(turn, tenantId, definition));
  }

  public CompletableFuture<List<WorkflowView>> workflows(UUID tenantId) {
    return desk.submit(
        turn -> parts.workflows.list(tenantId).stream().map(Workflows.Workflow::view).toList());
  }

  public CompletableFuture<WorkflowView> workflow(UUID tenantId, UUID id) {
    return desk.submit(turn -> requireWorkflow(tenantId, id).view());
  }

  public CompletableFuture<WorkflowView> pauseWorkflow(
      UUID tenantId, UUID id, WorkflowPause pause) {
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = requireWorkflow(tenantId, id);
          parts.workflows.pause(turn, workflow, pause);
          return workflow.view();
        });
  }

  public CompletableFuture<WorkflowView> unpauseWorkflow(UUID tenantId, UUID id) {
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = requireWorkflow(tenantId, id);
          parts.workflows.unpause(turn, workflow);
          return workflow.view();
        });
  }

  public CompletableFuture<Boolean> deleteWorkflow(UUID tenantId, UUID id) {
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = requireWorkflow(tenantId, id);
          parts.crons.deleteOf(turn, workflow);
          parts.events.deleteOf(turn, workflow);
          parts.workflows.delete(turn, workflow);
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

  public CompletableFuture<Boolean> putRateLimit(
      UUID tenantId, String key, int limit, RateLimitRule.Window window) {
    return desk.submit(
        turn -> {
          parts.rateLimits.put(turn, tenantId, key, limit, window);
          parts.queues.retry();
          return true;
        });
  }

  public CompletableFuture<Instant> pauseRateLimit(UUID tenantId, String key, Instant until) {
    return desk.submit(
        turn -> {
          Instant paused = parts.rateLimits.pause(turn, tenantId, key, until);
          if (paused == null) {
            throw EngineException.notFound("rate limit not found: " + key);
          }
          parts.queues.retry();
          return paused;
        });
  }

  public CompletableFuture<List<RateLimitRow>> rateLimits(UUID tenantId) {
    return desk.submit(turn -> parts.rateLimits.list(turn.now(), tenantId));
  }

  public CompletableFuture<Boolean> deleteRateLimit(UUID tenantId, String key) {
    return desk.submit(
        turn -> {
          if (!parts.rateLimits.delete(turn, tenantId, key)) {
            throw EngineException.notFound("rate limit not found: " + key);
          }
          return true;
        });
  }

  public CompletableFuture<List<FilterRow>> filters(UUID tenantId) {
    return desk.submit(turn -> parts.events.list(tenantId));
  }

  public CompletableFuture<FilterRow> filter(UUID tenantId, UUID id) {
    return desk.submit(turn -> requireFilter(tenantId, id));
  }

  /**
   * An event filter of a client's own.
   *
   * @param payload JSON object text
   */
  public CompletableFuture<FilterRow> createFilter(
      UUID tenantId, UUID workflowId, String scope, String expression, String payload) {
    return desk.submit(
        turn -> {
          requireWorkflow(tenantId, workflowId);
          return parts.events.put(
              turn,
              new FilterRow(
                  Ids.random(turn.now()),
                  tenantId,
                  workflowId,
                  scope,
                  expression,
                  payload,
                  false,
                  turn.now(),
                  turn.now()));
        });
  }

  /** Changes what is not null. */
  public CompletableFuture<FilterRow> updateFilter(
      UUID tenantId,
      UUID id,
      @Nullable String expression,
      @Nullable String scope,
      @Nullable String payload) {
    return desk.submit(
        turn ->
            parts.events.put(
                turn, requireFilter(tenantId, id).with(expression, scope, payload, turn.now())));
  }

  public CompletableFuture<FilterRow> deleteFilter(UUID tenantId, UUID id) {
    return desk.submit(
        turn -> {
          FilterRow filter = requireFilter(tenantId, id);
          parts.events.delete(turn, filter);
          return filter;
        });
  }

  private FilterRow requireFilter(UUID tenantId, UUID id) {
    FilterRow filter = parts.events.find(tenantId, id);
    if (filter == null) {
      throw EngineException.notFound("filter not found");
    }
    return filter;
  }

  /** Whether a filter's expression lets an event through; throws with what is wrong with it. */
  public boolean tryExpression(String expression, String input, String metadata, String payload) {
    return parts.evaluations.tryEvent(expression, input, metadata, payload);
  }
}
