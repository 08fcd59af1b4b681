package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.RunHeader;
import routes.engine.store.Changes;
import routes.engine.store.Loaded.FilterRow;

/** Pushed events: the runs they start, as filters allow, and the tasks that wait for them. */
final class Events {
  private static final String UPSERT_FILTER =
      """
      INSERT INTO hatchet.filter (id, tenant_id, workflow_id, scope, expression, payload, declarative,
        created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, expression = excluded.expression,
        payload = excluded.payload, updated_at = excluded.updated_at""";

  private final Parts parts;
  private final Map<UUID, Map<UUID, FilterRow>> filtersByWorkflow = new HashMap<>();

  Events(Parts parts) {
    this.parts = parts;
  }

  void restore(FilterRow filter) {
    filters(filter.workflowId()).put(filter.id(), filter);
  }

  UUID push(Turn turn, UUID tenantId, PushedEvent event) {
    UUID id = Ids.random(turn.now());
    turn.changes()
        .event(
            new Changes.EventRow(
                id,
                tenantId,
                event.key(),
                event.payload(),
                event.metadata(),
                event.scope(),
                turn.now()));
    if (!event.payload().isEmpty()) {
      for (Workflows.Workflow workflow : parts.workflows.triggeredBy(tenantId, event.key())) {
        if (workflow.version.definition().unsupported() == null) {
          start(turn, workflow, event, id);
        }
      }
    }
    parts.eventWaits.event(turn, event, id, tenantId);
    return id;
  }

  private void start(Turn turn, Workflows.Workflow workflow, PushedEvent event, UUID id) {
    Map<UUID, FilterRow> filters = filtersByWorkflow.getOrDefault(workflow.id, Map.of());
    if (filters.isEmpty()) {
      parts.triggers.create(
          turn, workflow, event, new RunHeader.TriggeringEvent(id, event.key(), null, null));
      return;
    }
    for (FilterRow filter : filters.values()) {
      if (filter.scope().equals(event.scope())
          && parts.evaluations.event(
              filter.expression(),
              event.payload(),
              event.metadata(),
              event.key(),
              id,
              filter.payload())) {
        parts.triggers.create(
            turn,
            workflow,
            event,
            new RunHeader.TriggeringEvent(id, event.key(), filter.id(), filter.payload()));
      }
    }
  }

  /** The filters that belong to the definition are those of its newest version. */
  void replaceDeclared(Turn turn, Workflows.Workflow workflow) {
    for (FilterRow filter : List.copyOf(filters(workflow.id).values())) {
      if (filter.declarative()) {
        delete(turn, filter);
      }
    }
    for (Definition.DefaultFilter filter : workflow.version.definition().defaultFilters()) {
      String payload = filter.payload() == null ? "{}" : filter.payload();
      put(
          turn,
          new FilterRow(
              Ids.random(turn.now()),
              workflow.tenantId,
              workflow.id,
              filter.scope(),
              filter.expression(),
              payload,
              true,
              turn.now(),
              turn.now()));
    }
  }

  FilterRow put(Turn turn, FilterRow filter) {
    filters(filter.workflowId()).put(filter.id(), filter);
    turn.changes()
        .statement(
            UPSERT_FILTER,
            filter.id(),
            filter.tenantId(),
            filter.workflowId(),
            filter.scope(),
            filter.expression(),
            filter.payload(),
            filter.declarative(),
            filter.createdAt(),
            filter.updatedAt());
    return filter;
  }

  void delete(Turn turn, FilterRow filter) {
    filters(filter.workflowId()).remove(filter.id());
    turn.changes().statement("DELETE FROM hatchet.filter WHERE id = ?", filter.id());
  }

  /** All filters of this workflow. */
  void deleteOf(Turn turn, Workflows.Workflow workflow) {
    List.copyOf(filters(workflow.id).values()).forEach(filter -> delete(turn, filter));
    filtersByWorkflow.remove(workflow.id);
  }

  @Nullable FilterRow find(UUID tenantId, UUID id) {
    for (Map<UUID, FilterRow> filters : filtersByWorkflow.values()) {
      FilterRow filter = filters.get(id);
      if (filter != null && filter.tenantId().equals(tenantId)) {
        return filter;
      }
    }
    return null;
  }

  List<FilterRow> list(UUID tenantId) {
    List<FilterRow> all = new ArrayList<>();
    for (Map<UUID, FilterRow> filters : filtersByWorkflow.values()) {
      filters.values().stream().filter(f -> f.tenantId().equals(tenantId)).forEach(all::add);
    }
    return all;
  }

  private Map<UUID, FilterRow> filters(UUID workflowId) {
    return filtersByWorkflow.computeIfAbsent(workflowId, id -> new LinkedHashMap<>());
  }
}
