package routes.hatchet.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.RunStatus;

/** Runs as REST shows them. Pure. */
final class RunViews {
  private RunViews() {}

  static RunPage page(JsonNode answer, String namespace) {
    List<RunSummary> runs = new ArrayList<>();
    answer.path("rows").forEach(row -> runs.add(summary(row, workflow(row, namespace))));
    return new RunPage(runs, answer.path("pagination").path("num_pages").asLong());
  }

  /** Details of a run name its tasks, and not always its workflow. */
  static RunGraph graph(JsonNode answer, String workflow) {
    Map<String, String> stepNames = new HashMap<>();
    Map<String, String> taskNames = new HashMap<>();
    for (JsonNode item : answer.path("shape")) {
      stepNames.put(item.path("stepId").asText(), item.path("taskName").asText());
      taskNames.put(item.path("taskExternalId").asText(), item.path("taskName").asText());
    }
    Map<String, List<String>> parents = new HashMap<>();
    for (JsonNode item : answer.path("shape")) {
      for (JsonNode child : item.path("childrenStepIds")) {
        parents
            .computeIfAbsent(stepNames.get(child.asText()), name -> new ArrayList<>())
            .add(item.path("taskName").asText());
      }
    }
    List<RunGraph.Step> steps = new ArrayList<>();
    for (JsonNode task : answer.path("tasks")) {
      String id = task.path("taskExternalId").asText();
      String name = taskNames.getOrDefault(id, withoutTime(task.path("displayName").asText()));
      steps.add(step(task, id, name, parents.getOrDefault(name, List.of())));
    }
    return new RunGraph(summary(answer.path("run"), workflow), steps);
  }

  static List<LogLine> logs(JsonNode answer) {
    List<LogLine> lines = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      Instant at = time(row, "createdAt");
      lines.add(
          new LogLine(
              at == null ? Instant.EPOCH : at,
              row.path("level").asText("INFO"),
              Math.max(1, row.path("attempt").asInt(1)),
              row.path("message").asText()));
    }
    return lines;
  }

  private static RunGraph.Step step(JsonNode task, String id, String name, List<String> parents) {
    return new RunGraph.Step(
        name,
        id,
        status(task),
        parents,
        Math.max(1, task.path("attempt").asInt(task.path("retryCount").asInt(0) + 1)),
        time(task, "startedAt"),
        time(task, "finishedAt"),
        text(task, "errorMessage"));
  }

  private static RunSummary summary(JsonNode row, String workflow) {
    String id = row.path("workflowRunExternalId").asText();
    Instant created = time(row, "createdAt");
    return new RunSummary(
        id.isEmpty() ? row.path("metadata").path("id").asText() : id,
        workflow,
        status(row),
        created == null ? Instant.EPOCH : created,
        time(row, "startedAt"),
        time(row, "finishedAt"),
        text(row, "errorMessage"),
        text(row, "parentTaskExternalId"));
  }

  private static String workflow(JsonNode row, String namespace) {
    String name = row.path("workflowName").asText();
    return Namespaces.strip(
        namespace, name.isEmpty() ? withoutTime(row.path("displayName").asText()) : name);
  }

  /** Display names end in the time, in milliseconds. */
  private static String withoutTime(String displayName) {
    return displayName.replaceFirst("-\\d{10,}$", "");
  }

  private static RunStatus status(JsonNode row) {
    String status = row.path("status").asText();
    for (RunStatus one : RunStatus.values()) {
      if (one.name().equals(status)) {
        return one;
      }
    }
    return RunStatus.UNRECOGNIZED;
  }

  private static @Nullable String text(JsonNode row, String field) {
    String text = row.path(field).asText("");
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant time(JsonNode row, String field) {
    String text = row.path(field).asText("");
    try {
      // Go writes a time that is none as the year 1.
      Instant time = text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
      return time == null || time.isBefore(Instant.EPOCH) ? null : time;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
