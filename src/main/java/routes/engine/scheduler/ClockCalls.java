package routes.engine.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.store.Loaded;

/** What starts by the clock: cron triggers and scheduled runs. Thread-safe. */
public final class ClockCalls {
  private final Desk desk;
  private final Parts parts;

  ClockCalls(Desk desk) {
    this.desk = desk;
    this.parts = desk.parts();
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

  /** Refuses what is no cron expression. */
  public static void checkCron(String expression) {
    try {
      CronExpression.parse(expression);
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }
}
