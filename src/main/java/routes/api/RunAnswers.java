package routes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import routes.api.contract.ContractValidator;
import routes.hatchet.client.ConnectionSettingsException;
import routes.hatchet.client.EngineUnavailableException;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.LogLine;
import routes.hatchet.client.RunGraph;
import routes.hatchet.client.RunPage;
import routes.hatchet.client.RunQuery;
import routes.hatchet.client.RunSummary;
import routes.protocol.v1.RunStatus;
import routes.web.ProblemJson;
import routes.workflow.EngineRuns;

/**
 * The engine's runs for those who operate it: names, states, times, failures and logs, and nothing
 * of what the runs hold. Thread-safe.
 */
public final class RunAnswers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Runs that the numbers are made of, at most. */
  private static final int MOST_COUNTED = 1_000;

  private static final int MOST_CHILDREN = 100;
  private static final int MOST_LINES = 1_000;

  /** The step that only runs when another has failed. */
  private static final String ON_FAILURE = "on-failure";

  /** A page of runs by workflow, status and hours. */
  public void list(Exchange exchange) {
    Map<String, Object> asked = ApiRequest.parameters(exchange);
    String workflow = String.valueOf(asked.get("workflow"));
    String status = String.valueOf(asked.get("status"));
    RunQuery query = since(asked).page((Integer) asked.get("offset"), (Integer) asked.get("limit"));
    if (!status.isEmpty()) {
      query = query.withStatus(RunStatus.valueOf(status.toUpperCase(Locale.ROOT)));
    }
    if (!workflow.isEmpty()) {
      query = query.ofWorkflow(workflow);
    }
    RunPage page = page(exchange, query);
    ObjectNode answer = summaries(page.runs());
    answer.put("limit", query.limit()).put("offset", query.offset()).put("pages", page.pages());
    send(exchange, answer);
  }

  private static RunPage page(Exchange exchange, RunQuery query) {
    try {
      return EngineRuns.of(exchange).list(query);
    } catch (EngineUnavailableException | ConnectionSettingsException e) {
      throw e;
    } catch (HatchetException e) {
      throw RefusedException.badRequest("workflow", String.valueOf(e.getMessage()));
    }
  }

  /** A run with its steps. */
  public void one(Exchange exchange) {
    RunGraph graph = graph(exchange);
    ObjectNode answer = summary(graph.run());
    String parent = graph.run().parentTaskRunId();
    answer.put("parent_run_id", parent == null ? null : EngineRuns.of(exchange).runOfTask(parent));
    ArrayNode steps = answer.putArray("steps");
    graph.steps().stream().filter(RunAnswers::isShown).forEach(step -> steps.add(step(step)));
    send(exchange, answer);
  }

  private static boolean isShown(RunGraph.Step step) {
    return !step.name().equals(ON_FAILURE) || step.startedAt() != null;
  }

  /** The runs that a run's steps have started, the newest first. */
  public void children(Exchange exchange) {
    RunGraph graph = graph(exchange);
    List<RunSummary> children = new ArrayList<>();
    for (RunGraph.Step step : graph.steps()) {
      if (step.startedAt() != null) {
        RunQuery query =
            RunQuery.since(graph.run().createdAt())
                .startedBy(step.taskRunId())
                .page(0, MOST_CHILDREN);
        children.addAll(EngineRuns.of(exchange).list(query).runs());
      }
    }
    children.sort(Comparator.comparing(RunSummary::createdAt).reversed());
    send(exchange, summaries(children));
  }

  /** What a run's steps have logged, by time. */
  public void logs(Exchange exchange) {
    record Line(String step, LogLine line) {}
    List<Line> lines = new ArrayList<>();
    for (RunGraph.Step step : graph(exchange).steps()) {
      if (step.startedAt() != null) {
        EngineRuns.of(exchange)
            .logs(step.taskRunId(), MOST_LINES)
            .forEach(line -> lines.add(new Line(step.name(), line)));
      }
    }
    lines.sort(Comparator.comparing((Line line) -> line.line().at()));
    ObjectNode answer = NODES.objectNode();
    ArrayNode all = answer.putArray("lines");
    for (Line each : lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())) {
      LogLine line = each.line();
      all.addObject()
          .put("step", each.step())
          .put("at", line.at().toString())
          .put("level", line.level())
          .put("attempt", line.attempt())
          .put("message", line.message());
    }
    send(exchange, answer);
  }

  /** How each workflow's newest runs went. */
  public void numbers(Exchange exchange) {
    RunQuery query = since(ApiRequest.parameters(exchange)).page(0, MOST_COUNTED);
    RunPage page = EngineRuns.of(exchange).list(query);
    ObjectNode answer = NODES.objectNode();
    answer.put("since", query.since().toString());
    answer.put("runs", page.runs().size());
    answer.put("all", page.pages() <= 1);
    ArrayNode workflows = answer.putArray("workflows");
    RunNumbers.of(page.runs()).forEach(one -> workflows.add(numbers(one)));
    send(exchange, answer);
  }

  /** Cancels a run that has not ended. */
  public void cancel(Exchange exchange) {
    act(exchange, false);
  }

  /** Runs a run that has ended once more. */
  public void replay(Exchange exchange) {
    act(exchange, true);
  }

  private static void act(Exchange exchange, boolean ended) {
    RunSummary run = graph(exchange).run();
    if (isEnded(run) != ended) {
      throw RefusedException.conflict(
          "The run is %s: %s."
              .formatted(
                  status(run.status()),
                  ended
                      ? "only one that has ended is run once more"
                      : "only one that has not ended is cancelled"));
    }
    List<String> ids = List.of(run.runId());
    if (ended) {
      EngineRuns.of(exchange).replay(ids);
    } else {
      EngineRuns.of(exchange).cancel(ids);
    }
    ObjectNode answer = NODES.objectNode().put("workflow_run_id", run.runId());
    answer.putObject("links").put("self", "/api/runs/" + run.runId());
    Answers.send(exchange.getMessage(), 202, "application/json", answer.toString());
  }

  private static RunGraph graph(Exchange exchange) {
    String id = String.valueOf(ApiRequest.parameters(exchange).get("id"));
    RunGraph graph = id.isEmpty() ? null : EngineRuns.of(exchange).graph(id);
    if (graph == null) {
      throw RefusedException.notFound(
          ProblemJson.unknownId(
              exchange.getProperty(ContractValidator.PATH, "this address", String.class)));
    }
    return graph;
  }

  private static RunQuery since(Map<String, Object> asked) {
    int hours = (Integer) Objects.requireNonNull(asked.get("hours"));
    return RunQuery.since(Instant.now().minus(Duration.ofHours(hours)));
  }

  private static boolean isEnded(RunSummary run) {
    return run.status() == RunStatus.COMPLETED
        || run.status() == RunStatus.FAILED
        || run.status() == RunStatus.CANCELLED;
  }

  private static ObjectNode summaries(List<RunSummary> runs) {
    ObjectNode json = NODES.objectNode();
    ArrayNode all = json.putArray("runs");
    runs.forEach(run -> all.add(summary(run)));
    return json;
  }

  private static ObjectNode summary(RunSummary run) {
    ObjectNode json = NODES.objectNode();
    json.put("workflow_run_id", run.runId());
    json.put("workflow", run.workflow());
    json.put("status", status(run.status()));
    json.put("created_at", run.createdAt().toString());
    times(json, run.startedAt(), run.finishedAt());
    json.put("error", run.error());
    return json;
  }

  private static ObjectNode step(RunGraph.Step step) {
    ObjectNode json = NODES.objectNode();
    json.put("step", step.name());
    json.put("status", status(step.status()));
    ArrayNode parents = json.putArray("parents");
    step.parents().forEach(parents::add);
    json.put("attempt", step.attempt());
    times(json, step.startedAt(), step.finishedAt());
    json.put("error", step.error());
    return json;
  }

  private static ObjectNode numbers(RunNumbers one) {
    ObjectNode json = NODES.objectNode();
    json.put("workflow", one.workflow());
    json.put("runs", one.runs());
    json.put("completed", one.completed());
    json.put("failed", one.failed());
    json.put("cancelled", one.cancelled());
    json.put("open", one.open());
    json.put("success_rate", one.successRate());
    RunNumbers.Seconds seconds = one.seconds();
    if (seconds == null) {
      json.putNull("seconds");
    } else {
      json.putObject("seconds")
          .put("median", seconds.median())
          .put("p95", seconds.p95())
          .put("longest", seconds.longest());
    }
    return json;
  }

  private static void times(ObjectNode json, @Nullable Instant started, @Nullable Instant ended) {
    json.put("started_at", started == null ? null : started.toString());
    json.put("finished_at", ended == null ? null : ended.toString());
    json.put(
        "seconds",
        started == null || ended == null
            ? null
            : (Double) (Duration.between(started, ended).toMillis() / 1000.0));
  }

  private static String status(RunStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static void send(Exchange exchange, ObjectNode answer) {
    Answers.send(exchange.getMessage(), 200, "application/json", answer.toString());
  }
}
