package routes.engine.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A registered version of a workflow, with its graph by position. */
public final class WorkflowVersion {
  private final UUID id;
  private final UUID workflowId;
  private final long order;
  private final Instant createdAt;
  private final String checksum;
  private final Definition definition;
  private final List<List<Integer>> parents;
  private final List<UUID> stepIds;

  public WorkflowVersion(
      UUID id,
      UUID workflowId,
      long order,
      Instant createdAt,
      String checksum,
      Definition definition) {
    this.id = id;
    this.workflowId = workflowId;
    this.order = order;
    this.createdAt = createdAt;
    this.checksum = checksum;
    this.definition = definition;
    List<List<Integer>> graph = new ArrayList<>();
    for (TaskDefinition task : definition.tasks()) {
      graph.add(task.parents().stream().map(definition::position).toList());
    }
    this.parents = List.copyOf(graph);
    this.stepIds = definition.tasks().stream().map(task -> stepId(id, task)).toList();
  }

  public UUID id() {
    return id;
  }

  public UUID workflowId() {
    return workflowId;
  }

  public long order() {
    return order;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String checksum() {
    return checksum;
  }

  public Definition definition() {
    return definition;
  }

  public List<Integer> parents(int ordinal) {
    return parents.get(ordinal);
  }

  /** Stable for a task of this version. */
  public UUID stepId(int ordinal) {
    return stepIds.get(ordinal);
  }

  private static UUID stepId(UUID version, TaskDefinition task) {
    String name = version + ":" + task.readableId();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
