package routes.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.model.RunHeader;
import routes.engine.store.Changes.EventRow;
import routes.engine.store.Changes.LogRow;
import routes.engine.store.Changes.RunState;
import routes.engine.store.Changes.TaskRow;
import routes.engine.store.Changes.TimelineRow;

/** Writes {@link Changes} with one statement per kind of row. */
final class ChangeWriter {
  private static final String CHANGED_TASK =
      """
      status = c.status, attempt = c.attempt, failures = c.failures, reassignments = c.reassignments,
        worker_id = c.worker_id, slot_released = c.slot_released, waiting_since = c.waiting_since,
        queued_at = c.queued_at, started_at = c.started_at, finished_at = c.finished_at,
        deadline = c.deadline, matches = c.matches, output = c.output, error = c.error""";

  private final BulkWrite<RunHeader> newRuns =
      new BulkWrite<RunHeader>(
              """
              INSERT INTO hatchet.run (id, tenant_id, workflow_id, version_id, created_at, input, metadata,
                priority, parent_run_id, parent_task_id, child_index, child_key, event_id, event_key,
                filter_id, filter_payload, desired_worker_id, desired_labels, status)
              SELECT *, 'QUEUED' FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[],
                ?::text[], ?::text[], ?::int[], ?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::uuid[],
                ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::text[])
              ON CONFLICT (id) DO UPDATE SET finished_at = NULL""")
          .column("uuid", RunHeader::id)
          .column("uuid", RunHeader::tenantId)
          .column("uuid", r -> r.version().workflowId())
          .column("uuid", r -> r.version().id())
          .column("timestamptz", r -> time(r.createdAt()))
          .column("text", RunHeader::input)
          .column("text", RunHeader::metadata)
          .column("int4", RunHeader::priority)
          .column("uuid", r -> r.parent() == null ? null : r.parent().runId())
          .column("uuid", r -> r.parent() == null ? null : r.parent().taskId())
          .column("int4", r -> r.parent() == null ? null : r.parent().childIndex())
          .column("text", r -> r.parent() == null ? null : r.parent().childKey())
          .column("uuid", r -> r.event() == null ? null : r.event().id())
          .column("text", r -> r.event() == null ? null : r.event().key())
          .column("uuid", r -> r.event() == null ? null : r.event().filterId())
          .column("text", r -> r.event() == null ? null : r.event().filterPayload())
          .column("uuid", RunHeader::desiredWorkerId)
          .column("text", r -> r.desiredLabels().isEmpty() ? null : Json.write(r.desiredLabels()));

  private final BulkWrite<TaskRow> newTasks =
      taskColumns(
          new BulkWrite<TaskRow>(
              """
              INSERT INTO hatchet.task AS t (run_id, ordinal, id, number, status, attempt, failures,
                reassignments, worker_id, slot_released, waiting_since, queued_at, started_at, finished_at,
                deadline, matches, output, error)
              SELECT * FROM unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::int[], ?::int[],
                ?::int[], ?::uuid[], ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
              ON CONFLICT (run_id, ordinal) DO UPDATE SET
              """
                  + CHANGED_TASK.replace("c.", "excluded.")));

  private final BulkWrite<TaskRow> changedTasks =
      taskColumns(
          new BulkWrite<TaskRow>(
              "UPDATE hatchet.task t SET "
                  + CHANGED_TASK
                  + """

              FROM unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[],
                ?::uuid[], ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
                AS c (run_id, ordinal, id, number, status, attempt, failures, reassignments, worker_id,
                slot_released, waiting_since, queued_at, started_at, finished_at, deadline, matches, output,
                error)
              WHERE t.run_id = c.run_id AND t.ordinal = c.ordinal"""));

  private final BulkWrite<RunState> runStates =
      new BulkWrite<RunState>(
              """
              UPDATE hatchet.run r SET status = c.status, finished_at = c.finished_at
              FROM unnest(?::uuid[], ?::text[], ?::timestamptz[]) AS c (id, status, finished_at)
              WHERE r.id = c.id""")
          .column("uuid", RunState::id)
          .column("text", r -> r.status().name())
          .column("timestamptz", r -> time(r.finishedAt()));

  private final BulkWrite<TimelineRow> timeline =
      new BulkWrite<TimelineRow>(
              """
              INSERT INTO hatchet.task_event (run_id, number, ordinal, attempt, at, type, message, error, worker_id)
              SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::int[], ?::int[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[], ?::uuid[])
              ON CONFLICT (run_id, number) DO NOTHING""")
          .column("uuid", TimelineRow::runId)
          .column("int8", TimelineRow::number)
          .column("int4", TimelineRow::ordinal)
          .column("int4", TimelineRow::attempt)
          .column("timestamptz", r -> time(r.at()))
          .column("text", r -> r.note().type().name())
          .column("text", r -> r.note().message())
          .column("text", r -> r.note().error())
          .column("uuid", TimelineRow::workerId);

  private final BulkWrite<LogRow> logs =
      new BulkWrite<LogRow>(
              """
              INSERT INTO hatchet.log_line (run_id, number, ordinal, attempt, created_at, level, message, metadata)
              SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::int[], ?::int[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[])
              ON CONFLICT (run_id, number) DO NOTHING""")
          .column("uuid", LogRow::runId)
          .column("int8", LogRow::number)
          .column("int4", LogRow::ordinal)
          .column("int4", LogRow::attempt)
          .column("timestamptz", r -> time(r.createdAt()))
          .column("text", LogRow::level)
          .column("text", LogRow::message)
          .column("text", LogRow::metadata);

  private final BulkWrite<EventRow> events =
      new BulkWrite<EventRow>(
              """
              INSERT INTO hatchet.event (id, tenant_id, key, payload, metadata, scope, seen_at)
              SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[])
              ON CONFLICT (id) DO NOTHING""")
          .column("uuid", EventRow::id)
          .column("uuid", EventRow::tenantId)
          .column("text", EventRow::key)
          .column("text", EventRow::payload)
          .column("text", EventRow::metadata)
          .column("text", EventRow::scope)
          .column("timestamptz", r -> time(r.seenAt()));

  /** Executes what is written row by row. */
  void writeSingly(Connection connection, Changes changes) throws SQLException {
    for (RowChange change : changes.statements()) {
      execute(connection, change);
    }
  }

  /** Adds all else. */
  void addTo(Pipeline pipeline, Changes changes) {
    events.addTo(pipeline, changes.events());
    newRuns.addTo(pipeline, changes.newRuns());
    newTasks.addTo(pipeline, changes.tasks(true));
    changedTasks.addTo(pipeline, changes.tasks(false));
    runStates.addTo(pipeline, changes.runStates());
    timeline.addTo(pipeline, changes.timeline());
    logs.addTo(pipeline, changes.logs());
  }

  private static void execute(Connection connection, RowChange change) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change.sql())) {
      int index = 1;
      for (Object value : change.values()) {
        statement.setObject(index++, Sql.bindable(BulkWrite.cleaned(value)));
      }
      statement.executeUpdate();
    }
  }

  private static BulkWrite<TaskRow> taskColumns(BulkWrite<TaskRow> write) {
    return write
        .column("uuid", TaskRow::runId)
        .column("int4", r -> r.task().ordinal())
        .column("uuid", r -> r.task().id())
        .column("int8", r -> r.task().number())
        .column("text", r -> r.task().status().name())
        .column("int4", r -> r.task().attempt())
        .column("int4", r -> r.task().failures())
        .column("int4", r -> r.task().reassignments())
        .column("uuid", r -> r.task().workerId())
        .column("bool", r -> r.task().slotReleased())
        .column("timestamptz", r -> time(r.task().waitingSince()))
        .column("timestamptz", r -> time(r.task().queuedAt()))
        .column("timestamptz", r -> time(r.task().startedAt()))
        .column("timestamptz", r -> time(r.task().finishedAt()))
        .column("timestamptz", r -> time(r.task().deadline()))
        .column("text", r -> matches(r.task().matches()))
        .column("text", r -> r.task().output())
        .column("text", r -> r.task().error());
  }

  private static @Nullable String matches(Map<Integer, String> matches) {
    return matches.isEmpty() ? null : Json.write(matches);
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
