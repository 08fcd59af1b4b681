package routes.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.scheduler.WorkflowPause.Behaviour;
import routes.engine.store.Loaded.CronRow;
import routes.engine.store.Loaded.ScheduleRow;

/**
 * What starts by the clock. Cron times that pass while the engine is down, or that the clock jumps
 * over, are not made up for; scheduled runs that became due meanwhile start at once. A time that
 * has started a run starts no second one, also where the clock is set back.
 */
final class Crons {
  private static final Logger LOG = LoggerFactory.getLogger(Crons.class);
  private static final String UPSERT_CRON =
      """
      INSERT INTO hatchet.cron (id, tenant_id, workflow_id, name, expression, input, metadata, priority,
        method, enabled, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled""";
  private static final String UPSERT_SCHEDULE =
      """
      INSERT INTO hatchet.schedule (id, tenant_id, workflow_id, trigger_at, request, method, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET trigger_at = excluded.trigger_at""";

  private static final class Cron {
    private CronRow row;
    private final CronExpression expression;
    private Timers.@Nullable Timer timer;

    private Cron(CronRow row) {
      this.row = row;
      this.expression = CronExpression.parse(row.expression());
    }
  }

  private static final class Schedule {
    private ScheduleRow row;
    private Timers.@Nullable Timer timer;

    private Schedule(ScheduleRow row) {
      this.row = row;
    }
  }

  private final Parts parts;
  private final Map<UUID, Cron> crons = new HashMap<>();
  private final Map<UUID, Schedule> schedules = new HashMap<>();

  Crons(Parts parts) {
    this.parts = parts;
  }

  void restore(Turn turn, CronRow row) {
    Cron cron = new Cron(row);
    crons.put(row.id(), cron);
    arm(turn.now(), cron);
  }

  void restore(ScheduleRow row) {
    Schedule schedule = new Schedule(row);
    schedules.put(row.id(), schedule);
    arm(schedule);
  }

  /** The cron triggers of the definition are those of its newest version. */
  void replaceDeclared(Turn turn, Workflows.Workflow workflow) {
    for (Cron cron : List.copyOf(crons.values())) {
      if (cron.row.workflowId().equals(workflow.id) && cron.row.method().equals("DEFAULT")) {
        deleteCron(turn, cron.row);
      }
    }
    Definition definition = workflow.version.definition();
    for (String expression : definition.cronTriggers()) {
      String input = definition.cronInput() == null ? "{}" : definition.cronInput();
      putCron(
          turn,
          new CronRow(
              Ids.random(turn.now()),
              workflow.tenantId,
              workflow.id,
              "",
              expression,
              input,
              "{}",
              null,
              "DEFAULT",
              true,
              turn.now(),
              null));
    }
  }

  CronRow putCron(Turn turn, CronRow row) {
    Cron cron = new Cron(row);
    crons.put(row.id(), cron);
    saveCron(turn, row);
    arm(turn.now(), cron);
    return row;
  }

  CronRow enableCron(Turn turn, CronRow row, boolean enabled) {
    Cron cron = Objects.requireNonNull(crons.get(row.id()));
    cron.row = row.withEnabled(enabled);
    saveCron(turn, cron.row);
    parts.timers.cancel(cron.timer);
    arm(turn.now(), cron);
    return cron.row;
  }

  void deleteCron(Turn turn, CronRow row) {
    Cron cron = crons.remove(row.id());
    if (cron != null) {
      parts.timers.cancel(cron.timer);
      turn.changes().statement("DELETE FROM hatchet.cron WHERE id = ?", row.id());
    }
  }

  /** All that would start this workflow. */
  void deleteOf(Turn turn, Workflows.Workflow workflow) {
    for (CronRow row : listCrons(workflow.tenantId)) {
      if (row.workflowId().equals(workflow.id)) {
        deleteCron(turn, row);
      }
    }
    for (Schedule schedule : List.copyOf(schedules.values())) {
      if (schedule.row.workflowId().equals(workflow.id)) {
        deleteSchedule(turn, workflow.tenantId, schedule.row.id());
      }
    }
  }

  @Nullable CronRow findCron(UUID tenantId, UUID id) {
    Cron cron = crons.get(id);
    return cron != null && cron.row.tenantId().equals(tenantId) ? cron.row : null;
  }

  List<CronRow> listCrons(UUID tenantId) {
    return crons.values().stream()
        .map(cron -> cron.row)
        .filter(row -> row.tenantId().equals(tenantId))
        .toList();
  }

  /** Starts a run of the cron trigger now. */
  UUID trigger(Turn turn, CronRow row, Instant due) {
    Workflows.Workflow workflow = parts.workflows.find(row.tenantId(), row.workflowId());
    if (workflow == null) {
      throw EngineException.notFound("workflow not found");
    }
    ObjectNode metadata = Json.object(row.metadata());
    metadata.put(Triggers.RESERVED + "cron_expression", row.expression());
    metadata.put(Triggers.RESERVED + "cron_name", row.name());
    metadata.put(Triggers.RESERVED + "cron_scheduled_at", due.toString());
    TriggerRequest request =
        TriggerRequest.of(workflow.name, row.input(), metadata.toString(), row.priority());
    return parts.triggers.trigger(turn, row.tenantId(), request, null);
  }

  ScheduleRow putSchedule(Turn turn, ScheduleRow row) {
    Schedule schedule = schedules.get(row.id());
    if (schedule == null) {
      schedule = new Schedule(row);
      schedules.put(row.id(), schedule);
    }
    schedule.row = row;
    turn.changes()
        .statement(
            UPSERT_SCHEDULE,
            row.id(),
            row.tenantId(),
            row.workflowId(),
            row.triggerAt(),
            row.request(),
            row.method(),
            row.createdAt());
    parts.timers.cancel(schedule.timer);
    arm(schedule);
    return row;
  }

  /** Also one that has already been triggered. */
  void deleteSchedule(Turn turn, UUID tenantId, UUID id) {
    Schedule schedule = schedules.remove(id);
    if (schedule != null) {
      parts.timers.cancel(schedule.timer);
    }
    turn.changes()
        .statement("DELETE FROM hatchet.schedule WHERE id = ? AND tenant_id = ?", id, tenantId);
  }

  @Nullable ScheduleRow findSchedule(UUID tenantId, UUID id) {
    Schedule schedule = schedules.get(id);
    return schedule != null && schedule.row.tenantId().equals(tenantId) ? schedule.row : null;
  }

  private void saveCron(Turn turn, CronRow row) {
    turn.changes()
        .statement(
            UPSERT_CRON,
            row.id(),
            row.tenantId(),
            row.workflowId(),
            row.name(),
            row.expression(),
            row.input(),
            row.metadata(),
            row.priority(),
            row.method(),
            row.enabled(),
            row.createdAt());
  }

  private void arm(Instant after, Cron cron) {
    cron.timer = null;
    Instant last = cron.row.lastDue();
    Instant from = last != null && last.isAfter(after) ? last : after;
    Instant due = cron.row.enabled() ? cron.expression.next(from) : null;
    if (due != null) {
      cron.timer =
          parts.timers.byTheClock(
              due,
              turn -> {
                fired(turn, cron, due);
                arm(turn.now(), cron);
                start(turn, cron.row, due);
              });
    }
  }

  /** Kept, so that a clock that is set back before a start repeats nothing. */
  private static void fired(Turn turn, Cron cron, Instant due) {
    cron.row = cron.row.withLastDue(due);
    turn.changes()
        .statement("UPDATE hatchet.cron SET last_due = ? WHERE id = ?", due, cron.row.id());
  }

  private void start(Turn turn, CronRow row, Instant due) {
    Workflows.Workflow workflow = parts.workflows.find(row.tenantId(), row.workflowId());
    boolean dropped =
        workflow != null && workflow.paused && workflow.pause.crons() == Behaviour.DROP;
    if (workflow != null && !dropped) {
      try {
        trigger(turn, row, due);
      } catch (EngineException e) {
        LOG.warn(
            "Cron {} of workflow {} starts nothing: {}",
            row.expression(),
            workflow.name,
            e.getMessage());
      }
    }
  }

  private void arm(Schedule schedule) {
    schedule.timer =
        parts.timers.byTheClock(schedule.row.triggerAt(), turn -> start(turn, schedule));
  }

  private void start(Turn turn, Schedule schedule) {
    ScheduleRow row = schedule.row;
    schedules.remove(row.id());
    Workflows.Workflow workflow = parts.workflows.find(row.tenantId(), row.workflowId());
    if (workflow == null || (workflow.paused && workflow.pause.schedules() == Behaviour.DROP)) {
      deleteSchedule(turn, row.tenantId(), row.id());
      return;
    }
    TriggerRequest request = Json.read(row.request(), TriggerRequest.class);
    try {
      UUID run = parts.triggers.trigger(turn, row.tenantId(), request, null);
      turn.changes()
          .statement("UPDATE hatchet.schedule SET run_id = ? WHERE id = ?", run, row.id());
    } catch (EngineException | Triggers.ParentNotActive e) {
      LOG.warn("A scheduled run of workflow {} cannot start: {}", workflow.name, e.getMessage());
      deleteSchedule(turn, row.tenantId(), row.id());
    }
  }
}
