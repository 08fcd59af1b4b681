package routes.engine.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import routes.engine.model.Run;
import routes.engine.model.RunStatus;
import routes.engine.model.Task;
import routes.engine.model.TaskFilter;
import routes.engine.model.TaskStatus;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.TriggerRequest;
import routes.engine.store.RunReader;
import routes.protocol.v1.AdminServiceGrpc.AdminServiceImplBase;
import routes.protocol.v1.CancelTasksRequest;
import routes.protocol.v1.CancelTasksResponse;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.CreateWorkflowVersionResponse;
import routes.protocol.v1.GetRunDetailsRequest;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.ReplayTasksRequest;
import routes.protocol.v1.ReplayTasksResponse;
import routes.protocol.v1.TaskRunDetail;
import routes.protocol.v1.TasksFilter;
import routes.protocol.v1.TriggerWorkflowRunRequest;
import routes.protocol.v1.TriggerWorkflowRunResponse;

/** Definitions, run details, cancellation and replay. */
final class AdminService extends AdminServiceImplBase {
  private final Engine engine;
  private final RunReader reader;

  AdminService(Engine engine, RunReader reader) {
    this.engine = engine;
    this.reader = reader;
  }

  @Override
  public void putWorkflow(
      CreateWorkflowVersionRequest request,
      StreamObserver<CreateWorkflowVersionResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> engine.catalog().putWorkflow(tenant, Definitions.read(request)),
        version ->
            CreateWorkflowVersionResponse.newBuilder()
                .setId(version.id().toString())
                .setWorkflowId(version.workflowId().toString())
                .build());
  }

  @Override
  public void triggerWorkflowRun(
      TriggerWorkflowRunRequest request, StreamObserver<TriggerWorkflowRunResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .runs()
                .trigger(
                    tenant,
                    new TriggerRequest(
                        Requests.text("workflow_name", request.getWorkflowName()),
                        Requests.input(
                            "input", request.getInput().toString(StandardCharsets.UTF_8)),
                        Requests.metadata(
                            request.getAdditionalMetadata().toString(StandardCharsets.UTF_8)),
                        request.hasPriority() ? Requests.priority(request.getPriority()) : null,
                        null,
                        null,
                        null,
                        null,
                        Requests.wishes(request.getDesiredWorkerLabelsMap()))),
        id -> TriggerWorkflowRunResponse.newBuilder().setExternalId(id.toString()).build());
  }

  @Override
  public void cancelTasks(
      CancelTasksRequest request, StreamObserver<CancelTasksResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          oneOf(request.getExternalIdsCount(), request.hasFilter());
          return request.hasFilter()
              ? engine.runs().cancel(tenant, filter(request.getFilter()))
              : engine.runs().cancel(tenant, ids(request.getExternalIdsList()));
        },
        ids ->
            CancelTasksResponse.newBuilder()
                .addAllCancelledTasks(ids.stream().map(UUID::toString).toList())
                .build());
  }

  @Override
  public void replayTasks(
      ReplayTasksRequest request, StreamObserver<ReplayTasksResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          oneOf(request.getExternalIdsCount(), request.hasFilter());
          return request.hasFilter()
              ? engine.runs().replay(tenant, filter(request.getFilter()))
              : engine.runs().replay(tenant, ids(request.getExternalIdsList()));
        },
        ids ->
            ReplayTasksResponse.newBuilder()
                .addAllReplayedTasks(ids.stream().map(UUID::toString).toList())
                .build());
  }

  private static void oneOf(int ids, boolean filter) {
    if ((ids > 0) == filter) {
      throw EngineException.invalid("either external_ids or filter must be given");
    }
  }

  private static List<UUID> ids(List<String> texts) {
    List<UUID> ids = new ArrayList<>(texts.size());
    texts.forEach(text -> ids.add(Replies.uuid("external_id", text)));
    return ids;
  }

  private static TaskFilter filter(TasksFilter filter) {
    if (!filter.hasSince()) {
      throw EngineException.invalid("a filter needs since");
    }
    try {
      return TaskFilter.of(
          Actions.instant("since", filter.getSince()),
          filter.hasUntil() ? Actions.instant("until", filter.getUntil()) : null,
          filter.getStatusesList(),
          ids(filter.getWorkflowIdsList()),
          filter.getAdditionalMetadataList());
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  @Override
  public void getRunDetails(
      GetRunDetailsRequest request, StreamObserver<GetRunDetailsResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          UUID id = Replies.uuid("external_id", request.getExternalId());
          return engine.read(() -> details(tenant, id));
        },
        details -> details);
  }

  private GetRunDetailsResponse details(UUID tenant, UUID id) {
    Run run = reader.run(tenant, id);
    if (run == null) {
      throw EngineException.notFound("workflow run not found");
    }
    GetRunDetailsResponse.Builder details =
        GetRunDetailsResponse.newBuilder()
            .setInput(ByteString.copyFromUtf8(run.header().input()))
            .setStatus(status(run.status()))
            .setDone(run.isFinished())
            .setAdditionalMetadata(ByteString.copyFromUtf8(run.header().metadata()));
    for (Task task : run.tasks()) {
      if (task.status() != TaskStatus.WAITING) {
        String name = run.definition(task.ordinal()).readableId();
        details.putTaskRuns(name, detail(name, task));
      }
    }
    return details.build();
  }

  private static TaskRunDetail detail(String name, Task task) {
    TaskRunDetail.Builder detail =
        TaskRunDetail.newBuilder()
            .setExternalId(task.id().toString())
            .setStatus(status(task.status().visible()))
            .setReadableId(name);
    if (task.error() != null) {
      detail.setError(task.error());
    }
    if (task.output() != null) {
      detail.setOutput(ByteString.copyFromUtf8(task.output()));
    }
    return detail.build();
  }

  private static routes.protocol.v1.RunStatus status(RunStatus status) {
    return routes.protocol.v1.RunStatus.valueOf(status.name());
  }
}
