package routes.engine.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.engine.model.Json;
import routes.engine.model.Run;
import routes.engine.model.RunHeader;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;

/** Runs in the older interface's words, which some clients still read. */
final class OldViews {
  private OldViews() {}

  /** What the older interface calls a status. */
  static String status(RunStatus status) {
    return switch (status) {
      case QUEUED -> "QUEUED";
      case RUNNING -> "RUNNING";
      case COMPLETED -> "SUCCEEDED";
      case FAILED -> "FAILED";
      case CANCELLED -> "CANCELLED";
    };
  }

  static Map<String, Object> shape(Run run) {
    RunHeader header = run.header();
    String name = header.version().definition().name();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(run.id(), header.createdAt(), null));
    view.put("tenantId", header.tenantId().toString());
    view.put("workflowId", header.version().workflowId().toString());
    view.put("workflowVersionId", header.version().id().toString());
    view.put("status", status(run.status()));
    view.put("displayName", RunViews.displayName(name, header.createdAt()));
    Map<String, Object> triggered = new LinkedHashMap<>();
    triggered.put("metadata", Views.metadata(run.id(), header.createdAt(), null));
    if (header.event() != null) {
      triggered.put("eventId", header.event().id().toString());
    }
    view.put("triggeredBy", triggered);
    view.put("jobRuns", List.of(job(run)));
    view.put("input", Json.object(header.input()));
    view.put("additionalMetadata", Json.object(header.metadata()));
    Instant started = RunViews.startedAt(run);
    Instant finished = RunViews.finishedAt(run);
    if (started != null) {
      view.put("startedAt", started.toString());
    }
    if (started != null && finished != null) {
      view.put("finishedAt", finished.toString());
      view.put("duration", Duration.between(started, finished).toMillis());
    }
    if (header.parent() != null) {
      view.put("parentId", header.parent().runId().toString());
      view.put("parentStepRunId", header.parent().taskId().toString());
    }
    return view;
  }

  private static Map<String, Object> job(Run run) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(run.id(), run.header().createdAt(), null));
    view.put("tenantId", run.header().tenantId().toString());
    view.put("workflowRunId", run.id().toString());
    view.put("jobId", run.header().version().id().toString());
    view.put("status", status(run.status()));
    view.put("stepRuns", run.tasks().stream().map(task -> step(run, task)).toList());
    return view;
  }

  private static Map<String, Object> step(Run run, Task task) {
    String step = run.header().version().stepId(task.ordinal()).toString();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(task.id(), run.header().createdAt(), null));
    view.put("tenantId", run.header().tenantId().toString());
    view.put("jobRunId", run.id().toString());
    view.put("stepId", step);
    view.put("status", status(task.status().visible()));
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("metadata", Views.metadata(step, run.header().version().createdAt(), null));
    definition.put("readableId", run.definition(task.ordinal()).readableId());
    definition.put("tenantId", run.header().tenantId().toString());
    definition.put("jobId", run.header().version().id().toString());
    definition.put("action", run.definition(task.ordinal()).action());
    view.put("step", definition);
    if (task.output() != null) {
      view.put("output", task.output());
    }
    if (task.error() != null) {
      view.put("error", task.error());
    }
    return view;
  }
}
