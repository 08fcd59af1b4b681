package routes.engine.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.store.Loaded.CronRow;
import routes.engine.store.Loaded.ScheduleRow;

/** What starts by the clock: cron triggers and scheduled runs. Thread-safe. */
public final class ClockCalls {
  /** How a trigger came to be that a client made by REST. */
  public static final String BY_API = "API";

  /** How one came to be that belongs to a definition, or was made by gRPC. */
  public static final String BY_DEFINITION = "DEFAULT";

  private final Desk desk;
  private final Parts parts;

  ClockCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
  }

  /** Refuses what is no cron expression. */
  public static void checkCron(String expression) {
    try {
      CronExpression.parse(expression);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  /** Runs at these times. */
  public CompletableFuture<Scheduled> schedule(
      UUID tenantId, TriggerRequest request, List<Instant> times, String method) {
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = parts.workflows.find(tenantId, request.workflow());
          if (workflow == null) {
            throw EngineException.notFound("workflow not found");
          }
          List<ScheduleRow> rows = new ArrayList<>(times.size());
          for (Instant time : times) {
            ScheduleRow row =
                new ScheduleRow(
                    Ids.random(turn.now()),
                    tenantId,
                    workflow.id,
                    time.truncatedTo(ChronoUnit.MICROS),
                    Json.write(request),
                    method,
                    turn.now(),
                    null);
            rows.add(parts.crons.putSchedule(turn, row));
          }
          return new Scheduled(workflow.name, workflow.version, rows);
        });
  }

  /** Gives a run that has not started another time; null where there is none. */
  public CompletableFuture<@Nullable ScheduleRow> reschedule(
      UUID tenantId, UUID id, Instant triggerAt) {
    return desk.submit(
        turn -> {
          ScheduleRow row = parts.crons.findSchedule(tenantId, id);
          return row == null
              ? null
              : parts.crons.putSchedule(
                  turn, row.withTriggerAt(triggerAt.truncatedTo(ChronoUnit.MICROS)));
        });
  }

  /** Forgets these; runs that they have started go on. */
  public CompletableFuture<Boolean> deleteSchedules(UUID tenantId, List<UUID> ids) {
    return desk.submit(
        turn -> {
          ids.forEach(id -> parts.crons.deleteSchedule(turn, tenantId, id));
          return true;
        });
  }

  /**
   * Makes a cron trigger.
   *
   * @param input JSON object text
   * @param metadata JSON object text
   */
  public CompletableFuture<CronRow> createCron(
      UUID tenantId,
      String workflowName,
      String name,
      String expression,
      String input,
      String metadata,
      @Nullable Integer priority) {
    checkCron(expression);
    return desk.submit(
        turn -> {
          Workflows.Workflow workflow = parts.workflows.find(tenantId, workflowName);
          if (workflow == null) {
            throw EngineException.invalid("workflow not found");
          }
          for (CronRow row : parts.crons.listCrons(tenantId)) {
            if (row.workflowId().equals(workflow.id)
                && row.name().equals(name)
                && row.expression().equals(expression)) {
              throw EngineException.invalid(
                  "cron with name " + name + " and expression " + expression + " already exists");
            }
          }
          return parts.crons.putCron(
              turn,
              new CronRow(
                  Ids.random(turn.now()),
                  tenantId,
                  workflow.id,
                  name,
                  expression,
                  input,
                  metadata,
                  priority,
                  BY_API,
                  true,
                  turn.now(),
                  null));
        });
  }

  public CompletableFuture<List<CronRow>> crons(UUID tenantId) {
    return desk.submit(turn -> parts.crons.listCrons(tenantId));
  }

  public CompletableFuture<CronRow> cron(UUID tenantId, UUID id) {
    return desk.submit(turn -> requireCron(tenantId, id));
  }

  public CompletableFuture<CronRow> enableCron(UUID tenantId, UUID id, boolean enabled) {
    return desk.submit(turn -> parts.crons.enableCron(turn, requireCron(tenantId, id), enabled));
  }

  public CompletableFuture<Boolean> deleteCron(UUID tenantId, UUID id) {
    return desk.submit(
        turn -> {
          parts.crons.deleteCron(turn, requireCron(tenantId, id));
          return true;
        });
  }

  /** Starts a run of it now. */
  public CompletableFuture<UUID> triggerCron(UUID tenantId, UUID id) {
    return desk.submit(turn -> parts.crons.trigger(turn, requireCron(tenantId, id), turn.now()));
  }

  private CronRow requireCron(UUID tenantId, UUID id) {
    CronRow row = parts.crons.findCron(tenantId, id);
    if (row == null) {
      throw EngineException.notFound("cron not found");
    }
    return row;
  }
}
