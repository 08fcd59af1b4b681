package routes.engine.scheduler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Definition;
import routes.engine.model.Ids;
import routes.engine.model.Json;
import routes.engine.model.WorkflowVersion;
import routes.engine.store.Loaded;

/** The registered workflows, each with its newest version. */
final class Workflows {
  /** A workflow; what has been started goes on with the version it was started with. */
  static final class Workflow {
    final UUID id;
    final UUID tenantId;
    final String name;
    final Instant createdAt;
    WorkflowVersion version;
    boolean paused;
    WorkflowPause pause;

    Workflow(UUID id, UUID tenantId, String name, Instant createdAt, WorkflowVersion version) {
      this.id = id;
      this.tenantId = tenantId;
      this.name = name;
      this.createdAt = createdAt;
      this.version = version;
      this.pause = WorkflowPause.NEVER;
    }

    WorkflowView view() {
      return new WorkflowView(id, tenantId, name, paused, pause, createdAt, version);
    }
  }

  private record Key(UUID tenantId, String name) {}

  private final Parts parts;
  private final Map<Key, Workflow> byName = new HashMap<>();
  private final Map<UUID, Workflow> byId = new HashMap<>();
  private final Map<Key, Set<Workflow>> byEvent = new HashMap<>();
  private final Map<UUID, Set<EventPattern>> patterns = new HashMap<>();

  Workflows(Parts parts) {
    this.parts = parts;
  }

  void restore(Loaded.WorkflowRow row, WorkflowVersion version) {
    Workflow workflow =
        new Workflow(row.id(), row.tenantId(), row.name(), row.createdAt(), version);
    workflow.paused = row.paused();
    workflow.pause = Json.read(row.pause(), WorkflowPause.class);
    add(workflow);
  }

  @Nullable Workflow find(UUID tenantId, String name) {
    return byName.get(new Key(tenantId, name));
  }

  @Nullable Workflow find(UUID tenantId, UUID id) {
    Workflow workflow = byId.get(id);
    return workflow != null && workflow.tenantId.equals(tenantId) ? workflow : null;
  }

  List<Workflow> list(UUID tenantId) {
    return byId.values().stream().filter(w -> w.tenantId.equals(tenantId)).toList();
  }

  /** Those that an event with this key starts. */
  List<Workflow> triggeredBy(UUID tenantId, String eventKey) {
    Set<Workflow> triggered =
        new LinkedHashSet<>(byEvent.getOrDefault(new Key(tenantId, eventKey), Set.of()));
    for (EventPattern pattern : patterns.getOrDefault(tenantId, Set.of())) {
      if (pattern.matches(eventKey)) {
        triggered.addAll(byEvent.getOrDefault(new Key(tenantId, pattern.trigger()), Set.of()));
      }
    }
    return List.copyOf(triggered);
  }

  /** Registers; the same content again gives the same version. */
  WorkflowVersion put(Turn turn, UUID tenantId, Definition definition) {
    String json = Json.write(definition);
    String checksum = checksum(json);
    Workflow workflow = find(tenantId, definition.name());
    if (workflow != null && workflow.version.checksum().equals(checksum)) {
      return workflow.version;
    }
    boolean known = workflow != null;
    UUID workflowId = workflow != null ? workflow.id : Ids.random(turn.now());
    long order = workflow != null ? workflow.version.order() + 1 : 1;
    WorkflowVersion version =
        new WorkflowVersion(
            Ids.random(turn.now()), workflowId, order, turn.now(), checksum, definition);
    if (workflow != null) {
      remove(workflow);
      workflow.version = version;
    } else {
      workflow = new Workflow(workflowId, tenantId, definition.name(), turn.now(), version);
      turn.changes()
          .statement(
              """
              INSERT INTO hatchet.workflow (id, tenant_id, name, paused, created_at)
              VALUES (?, ?, ?, false, ?) ON CONFLICT (id) DO NOTHING""",
              workflowId,
              tenantId,
              definition.name(),
              turn.now());
    }
    add(workflow);
    turn.changes()
        .statement(
            """
            INSERT INTO hatchet.workflow_version (id, workflow_id, version_order, checksum, definition, created_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
            version.id(),
            workflowId,
            order,
            checksum,
            json,
            turn.now());
    parts.events.replaceDeclared(turn, workflow);
    parts.crons.replaceDeclared(turn, workflow);
    if (known) {
      parts.queues.retry();
    }
    return version;
  }

  /** Its tasks wait. */
  void pause(Turn turn, Workflow workflow, WorkflowPause pause) {
    set(turn, workflow, true, pause);
  }

  void unpause(Turn turn, Workflow workflow) {
    set(turn, workflow, false, workflow.pause.resumed(turn.now()));
  }

  private void set(Turn turn, Workflow workflow, boolean paused, WorkflowPause pause) {
    workflow.paused = paused;
    workflow.pause = pause;
    turn.changes()
        .statement(
            "UPDATE hatchet.workflow SET paused = ?, pause = ? WHERE id = ?",
            paused,
            Json.write(pause),
            workflow.id);
    parts.runs.requeue(turn, workflow.id);
    parts.queues.retry();
  }

  boolean isPaused(UUID workflowId) {
    Workflow workflow = byId.get(workflowId);
    return workflow != null && workflow.paused;
  }

  /** Until when a task of the workflow may wait for a worker. */
  Instant queueDeadline(UUID workflowId, Instant queuedAt, Duration timeout) {
    Instant since = queuedAt.isAfter(parts.startedAt) ? queuedAt : parts.startedAt;
    Workflow workflow = byId.get(workflowId);
    return workflow == null
        ? since.plus(timeout)
        : workflow.pause.queueDeadline(workflow.paused, since, timeout);
  }

  /** Nothing new is started; unfinished runs go on. */
  void delete(Turn turn, Workflow workflow) {
    remove(workflow);
    turn.changes().statement("DELETE FROM hatchet.workflow WHERE id = ?", workflow.id);
  }

  private void add(Workflow workflow) {
    byName.put(new Key(workflow.tenantId, workflow.name), workflow);
    byId.put(workflow.id, workflow);
    for (String trigger : workflow.version.definition().eventTriggers()) {
      byEvent
          .computeIfAbsent(new Key(workflow.tenantId, trigger), key -> new LinkedHashSet<>())
          .add(workflow);
      if (EventPattern.is(trigger)) {
        patterns
            .computeIfAbsent(workflow.tenantId, tenant -> new LinkedHashSet<>())
            .add(new EventPattern(trigger));
      }
    }
  }

  private void remove(Workflow workflow) {
    byName.remove(new Key(workflow.tenantId, workflow.name));
    byId.remove(workflow.id);
    for (String trigger : new ArrayList<>(workflow.version.definition().eventTriggers())) {
      Key key = new Key(workflow.tenantId, trigger);
      Set<Workflow> triggered = byEvent.get(key);
      if (triggered != null && triggered.remove(workflow) && triggered.isEmpty()) {
        byEvent.remove(key);
        forgetPattern(workflow.tenantId, trigger);
      }
    }
  }

  private void forgetPattern(UUID tenantId, String trigger) {
    patterns.computeIfPresent(
        tenantId,
        (tenant, known) -> {
          known.remove(new EventPattern(trigger));
          return known.isEmpty() ? null : known;
        });
  }

  private static String checksum(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
