package routes.engine.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import routes.engine.model.Definition;
import routes.engine.model.RateLimitRule;
import routes.engine.model.WorkflowVersion;

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

  /**
   * @param behaviour JSON: what cron and scheduled runs do meanwhile
   */
  public CompletableFuture<WorkflowView> pauseWorkflow(
      UUID tenantId, UUID id, boolean paused, String behaviour) {
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = requireWorkflow(tenantId, id);
          parts.workflows.pause(turn, workflow, paused, behaviour);
          return workflow.view();
        });
  }

  public CompletableFuture<Boolean> deleteWorkflow(UUID tenantId, UUID id) {
    return desk.submit(
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
          return paused;
        });
  }
}
