package routes.engine.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.RunHeader;

/** Makes runs of what clients, events and clocks ask for. */
final class Triggers {
  static final String RESERVED = "hatchet__";

  private final Parts parts;

  Triggers(Parts parts) {
    this.parts = parts;
  }

  /**
   * A parent that is no longer in memory, or none.
   *
   * @param metadata of its run
   * @param childId the child with the requested key, where there already is one
   */
  record FinishedParent(UUID runId, String metadata, @Nullable UUID childId) {}

  /** Thrown where a parent is not among the unfinished runs: it has to be looked up first. */
  static final class ParentNotActive extends RuntimeException {
    ParentNotActive() {
      super("the parent is not among the unfinished runs", null, false, false);
    }
  }

  /** The id of the run: a new one, or that of the child that the parent has already spawned. */
  UUID trigger(
      Turn turn, UUID tenantId, TriggerRequest request, @Nullable FinishedParent finished) {
    Workflows.Workflow workflow = require(tenantId, request.workflow());
    if (request.parentTaskId() == null) {
      return create(turn, workflow, request, null, request.metadata());
    }
    UUID parentTaskId = request.parentTaskId();
    ActiveTask parent = parts.runs.findTask(tenantId, parentTaskId);
    if (parent == null && finished == null) {
      throw new ParentNotActive();
    }
    String dedupeKey = request.dedupeKey();
    UUID known =
        parent == null
            ? finished.childId()
            : dedupeKey == null ? null : parent.children.get(dedupeKey);
    if (known != null) {
      return known;
    }
    UUID parentRunId = parent == null ? finished.runId() : parent.run.run().id();
    String inherited = parent == null ? finished.metadata() : parent.run.run().header().metadata();
    RunHeader.Parent link =
        new RunHeader.Parent(parentRunId, parentTaskId, request.childIndex(), request.childKey());
    UUID child =
        create(turn, workflow, request, link, childMetadata(inherited, request.metadata(), link));
    if (parent != null && dedupeKey != null) {
      parent.children.put(dedupeKey, child);
    }
    return child;
  }

  /** Throws where the tenant has no workflow of this name. */
  Workflows.Workflow require(UUID tenantId, String name) {
    Workflows.Workflow workflow = parts.workflows.find(tenantId, name);
    if (workflow == null) {
      throw EngineException.invalid("workflow names not found: " + name);
    }
    String unsupported = workflow.version.definition().unsupported();
    if (unsupported != null) {
      throw new EngineException(EngineException.Code.UNIMPLEMENTED, unsupported);
    }
    return workflow;
  }

  private UUID create(
      Turn turn,
      Workflows.Workflow workflow,
      TriggerRequest request,
      RunHeader.@Nullable Parent parent,
      String metadata) {
    int priority =
        request.priority() != null
            ? request.priority()
            : workflow.version.definition().defaultPriority();
    RunHeader header =
        new RunHeader(
            Ids.run(turn.now()),
            workflow.tenantId,
            workflow.version,
            turn.now(),
            request.input(),
            metadata,
            priority,
            parent,
            null,
            request.desiredWorkerId(),
            request.desiredLabels());
    return parts.runs.create(turn, header).run().id();
  }

  /** A run for an event, as a filter lets it through. */
  UUID create(
      Turn turn,
      Workflows.Workflow workflow,
      PushedEvent event,
      RunHeader.TriggeringEvent triggering) {
    int priority =
        event.priority() != null
            ? event.priority()
            : workflow.version.definition().defaultPriority();
    ObjectNode metadata = Json.object(event.metadata());
    metadata.put(RESERVED + "event_id", triggering.id().toString());
    metadata.put(RESERVED + "event_key", triggering.key());
    RunHeader header =
        new RunHeader(
            Ids.run(turn.now()),
            workflow.tenantId,
            workflow.version,
            turn.now(),
            event.payload(),
            metadata.toString(),
            priority,
            null,
            triggering,
            null,
            Map.of());
    return parts.runs.create(turn, header).run().id();
  }

  private static String childMetadata(String inherited, String own, RunHeader.Parent parent) {
    ObjectNode metadata = Json.MAPPER.createObjectNode();
    Json.object(inherited)
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().startsWith(RESERVED)) {
                metadata.set(entry.getKey(), entry.getValue());
              }
            });
    metadata.setAll(Json.object(own));
    metadata.put(RESERVED + "parent_workflow_run_id", parent.runId().toString());
    metadata.put(RESERVED + "parent_step_run_id", parent.taskId().toString());
    return metadata.toString();
  }
}
