package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.Task;
import routes.engine.store.RunQueries;

/** Runs and tasks in the shapes of Hatchet's REST interface. */
final class RunViews {
  private RunViews() {}

  static Map<String, Object> details(Run run, List<RunQueries.Event> events) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("run", run(run));
    view.put("taskEvents", events(run, events));
    view.put("shape", shape(run));
    view.put("tasks", run.tasks().stream().map(task -> task(run, task, 0)).toList());
    return view;
  }

  private static Map<String, Object> run(Run run) {
    RunHeader header = run.header();
    Instant finished = finishedAt(run);
    Instant started = startedAt(run);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(run.id(), header.createdAt(), finished));
    view.put("status", run.status().name());
    view.put("tenantId", header.tenantId().toString());
    view.put("displayName", displayName(header.version().definition().name(), header.createdAt()));
    view.put("workflowId", header.version().workflowId().toString());
    view.put("workflowVersionId", header.version().id().toString());
    view.put("input", object(header.input()));
    view.put("output", output(run));
    view.put("createdAt", header.createdAt().toString());
    times(view, started, finished);
    view.put("additionalMetadata", object(header.metadata()));
    String error = error(run);
    if (error != null) {
      view.put("errorMessage", error);
    }
    if (header.parent() != null) {
      view.put("parentTaskExternalId", header.parent().taskId().toString());
    }
    return view;
  }

  static Map<String, Object> task(Run run, Task task, long children) {
    RunHeader header = run.header();
    String name = run.definition(task.ordinal()).readableId();
    Map<String, Object> view = common(run, task.id());
    view.put("actionId", run.definition(task.ordinal()).action());
    view.put("displayName", displayName(name, header.createdAt()));
    view.put("output", object(task.output()));
    view.put("status", task.status().visible().name());
    view.put("taskId", task.number());
    view.put("stepId", header.version().stepId(task.ordinal()).toString());
    view.put("type", "TASK");
    view.put("retryCount", task.attempt());
    view.put("attempt", task.attempt() + 1);
    view.put("isDurable", run.definition(task.ordinal()).durable());
    view.put("numSpawnedChildren", children);
    times(view, task.startedAt(), task.finishedAt());
    if (task.error() != null) {
      view.put("errorMessage", task.error());
    }
    return view;
  }

  /** A run as one row of a list: a standalone task as itself, a graph with its tasks. */
  static Map<String, Object> row(Run run, long children) {
    if (run.tasks().size() == 1) {
      return task(run, run.tasks().get(0), children);
    }
    RunHeader header = run.header();
    Map<String, Object> view = common(run, run.id());
    view.put("displayName", displayName(header.version().definition().name(), header.createdAt()));
    view.put("output", output(run));
    view.put("status", run.status().name());
    view.put("taskId", run.tasks().get(0).number());
    view.put("type", "DAG");
    view.put("numSpawnedChildren", children);
    times(view, startedAt(run), finishedAt(run));
    String error = error(run);
    if (error != null) {
      view.put("errorMessage", error);
    }
    view.put("children", run.tasks().stream().map(task -> task(run, task, 0)).toList());
    return view;
  }

  private static Map<String, Object> common(Run run, UUID id) {
    RunHeader header = run.header();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(id, header.createdAt(), finishedAt(run)));
    view.put("createdAt", header.createdAt().toString());
    view.put("input", object(header.input()));
    view.put("taskExternalId", id.toString());
    view.put("taskInsertedAt", header.createdAt().toString());
    view.put("tenantId", header.tenantId().toString());
    view.put("workflowId", header.version().workflowId().toString());
    view.put("workflowName", header.version().definition().name());
    view.put("workflowVersionId", header.version().id().toString());
    view.put("workflowRunExternalId", run.id().toString());
    view.put("additionalMetadata", object(header.metadata()));
    if (header.parent() != null) {
      view.put("parentTaskExternalId", header.parent().taskId().toString());
    }
    return view;
  }

  static List<Map<String, Object>> events(Run run, List<RunQueries.Event> events) {
    List<Map<String, Object>> views = new ArrayList<>();
    for (RunQueries.Event event : events) {
      Task task = run.tasks().get(event.ordinal());
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("id", event.number());
      view.put("taskId", task.id().toString());
      view.put("timestamp", event.at().toString());
      view.put("eventType", event.type());
      view.put("message", event.message());
      if (event.error() != null) {
        view.put("errorMessage", event.error());
      }
      if (event.workerId() != null) {
        view.put("workerId", event.workerId().toString());
      }
      String name = run.definition(event.ordinal()).readableId();
      view.put("taskDisplayName", displayName(name, run.header().createdAt()));
      view.put("retryCount", event.attempt());
      view.put("attempt", event.attempt() + 1);
      views.add(view);
    }
    return views;
  }

  private static List<Map<String, Object>> shape(Run run) {
    List<Map<String, Object>> shape = new ArrayList<>();
    for (Task task : run.tasks()) {
      List<String> children = new ArrayList<>();
      for (Task other : run.tasks()) {
        if (run.header().version().parents(other.ordinal()).contains(task.ordinal())) {
          children.add(run.header().version().stepId(other.ordinal()).toString());
        }
      }
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("taskExternalId", task.id().toString());
      view.put("stepId", run.header().version().stepId(task.ordinal()).toString());
      view.put("childrenStepIds", children);
      view.put("taskName", run.definition(task.ordinal()).readableId());
      shape.add(view);
    }
    return shape;
  }

  private static JsonNode output(Run run) {
    if (run.tasks().size() == 1) {
      return object(run.tasks().get(0).output());
    }
    ObjectNode output = Json.MAPPER.createObjectNode();
    for (Task task : run.tasks()) {
      if (task.output() != null) {
        output.set(run.definition(task.ordinal()).readableId(), Json.tree(task.output()));
      }
    }
    return output;
  }

  private static JsonNode object(@Nullable String json) {
    return Json.object(json);
  }

  private static @Nullable String error(Run run) {
    for (Task task : run.tasks()) {
      if (task.error() != null) {
        return task.error();
      }
    }
    return null;
  }

  static @Nullable Instant startedAt(Run run) {
    Instant first = null;
    for (Task task : run.tasks()) {
      Instant started = task.startedAt();
      if (started != null && (first == null || started.isBefore(first))) {
        first = started;
      }
    }
    return first;
  }

  static @Nullable Instant finishedAt(Run run) {
    Instant last = null;
    if (run.isFinished()) {
      for (Task task : run.tasks()) {
        Instant finished = task.finishedAt();
        if (finished != null && (last == null || finished.isAfter(last))) {
          last = finished;
        }
      }
    }
    return last;
  }

  private static void times(
      Map<String, Object> view, @Nullable Instant started, @Nullable Instant finished) {
    if (started != null) {
      view.put("startedAt", started.toString());
    }
    if (finished != null) {
      view.put("finishedAt", finished.toString());
    }
    if (started != null && finished != null) {
      view.put("duration", Duration.between(started, finished).toMillis());
    }
  }

  static String displayName(String name, Instant createdAt) {
    return name + "-" + createdAt.toEpochMilli();
  }
}
