package routes.engine.grpc;

import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import routes.engine.scheduler.ClockCalls;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.Scheduled;
import routes.engine.scheduler.TriggerRequest;
import routes.engine.store.Loaded.ScheduleRow;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowResponse;
import routes.protocol.workflows.CreateWorkflowVersionOpts;
import routes.protocol.workflows.PauseRateLimitRequest;
import routes.protocol.workflows.PauseRateLimitResponse;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.PutRateLimitResponse;
import routes.protocol.workflows.PutWorkflowRequest;
import routes.protocol.workflows.ScheduleWorkflowRequest;
import routes.protocol.workflows.ScheduledWorkflow;
import routes.protocol.workflows.TriggerWorkflowResponse;
import routes.protocol.workflows.WorkflowServiceGrpc.WorkflowServiceImplBase;
import routes.protocol.workflows.WorkflowVersion;

/** Triggers, schedules and rate limits. */
final class WorkflowService extends WorkflowServiceImplBase {
  private static final int MOST_SCHEDULES = 1_000;

  private final Engine engine;

  WorkflowService(Engine engine) {
    this.engine = engine;
  }

  /** As it was before v1. */
  @Override
  public void putWorkflow(PutWorkflowRequest request, StreamObserver<WorkflowVersion> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .catalog()
                .putWorkflow(
                    tenant, Definitions.read(LegacyDefinitions.translate(request.getOpts())))
                .thenCompose(version -> withSchedules(tenant, request.getOpts(), version)),
        WorkflowService::version);
  }

  private CompletableFuture<Scheduled> withSchedules(
      UUID tenant,
      CreateWorkflowVersionOpts definition,
      routes.engine.model.WorkflowVersion version) {
    if (definition.getScheduledTriggersCount() == 0) {
      return CompletableFuture.completedFuture(
          new Scheduled(definition.getName(), version, List.of()));
    }
    TriggerRequest request = TriggerRequest.of(definition.getName(), "{}", "{}", null);
    List<Instant> times =
        definition.getScheduledTriggersList().stream()
            .map(time -> Actions.instant("scheduled_triggers", time))
            .toList();
    return engine.clock().schedule(tenant, request, times, ClockCalls.BY_DEFINITION);
  }

  @Override
  public void triggerWorkflow(
      TriggerWorkflowRequest request, StreamObserver<TriggerWorkflowResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> engine.runs().trigger(tenant, Requests.trigger(request)),
        id -> TriggerWorkflowResponse.newBuilder().setWorkflowRunId(id.toString()).build());
  }

  @Override
  public void bulkTriggerWorkflow(
      BulkTriggerWorkflowRequest request, StreamObserver<BulkTriggerWorkflowResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .runs()
                .triggerAll(
                    tenant, request.getWorkflowsList().stream().map(Requests::trigger).toList()),
        ids ->
            BulkTriggerWorkflowResponse.newBuilder()
                .addAllWorkflowRunIds(ids.stream().map(UUID::toString).toList())
                .build());
  }

  @Override
  public void scheduleWorkflow(
      ScheduleWorkflowRequest request, StreamObserver<WorkflowVersion> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> engine.clock().schedule(tenant, scheduled(request), times(request), "DEFAULT"),
        WorkflowService::version);
  }

  private static TriggerRequest scheduled(ScheduleWorkflowRequest request) {
    UUID parent = parent(request);
    if (parent != null && !request.hasChildIndex()) {
      throw EngineException.invalid("child_index is needed where there is a parent");
    }
    return new TriggerRequest(
        request.getName(),
        Requests.input("input", request.getInput()),
        Requests.metadata(request.hasAdditionalMetadata() ? request.getAdditionalMetadata() : ""),
        request.hasPriority() ? Requests.priority(request.getPriority()) : null,
        parent,
        request.hasChildIndex() ? Integer.valueOf(request.getChildIndex()) : null,
        request.hasChildKey() && !request.getChildKey().isEmpty() ? request.getChildKey() : null,
        null,
        Map.of());
  }

  private static @Nullable UUID parent(ScheduleWorkflowRequest request) {
    String parent =
        request.hasParentTaskRunExternalId() ? request.getParentTaskRunExternalId() : "";
    return parent.isEmpty() ? null : Replies.uuid("parent_task_run_external_id", parent);
  }

  private static List<Instant> times(ScheduleWorkflowRequest request) {
    int count = request.getSchedulesCount();
    if (count < 1 || count > MOST_SCHEDULES) {
      throw EngineException.invalid(
          "invalid number of schedules " + count + ": 1 to " + MOST_SCHEDULES + " are allowed");
    }
    List<Instant> times = new ArrayList<>(count);
    request.getSchedulesList().forEach(time -> times.add(Actions.instant("schedules", time)));
    return times;
  }

  private static WorkflowVersion version(Scheduled scheduled) {
    routes.engine.model.WorkflowVersion version = scheduled.version();
    WorkflowVersion.Builder reply =
        WorkflowVersion.newBuilder()
            .setId(version.id().toString())
            .setCreatedAt(Actions.timestamp(version.createdAt()))
            .setUpdatedAt(Actions.timestamp(version.createdAt()))
            .setVersion(version.definition().version())
            .setOrder(version.order())
            .setWorkflowId(version.workflowId().toString());
    for (ScheduleRow row : scheduled.rows()) {
      reply.addScheduledWorkflows(
          ScheduledWorkflow.newBuilder()
              .setId(row.id().toString())
              .setTriggerAt(Actions.timestamp(row.triggerAt())));
    }
    return reply.build();
  }

  @Override
  public void putRateLimit(
      PutRateLimitRequest request, StreamObserver<PutRateLimitResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> {
          if (request.getKey().isEmpty() || request.getLimit() < 0) {
            throw EngineException.invalid("a rate limit needs a key and a limit of at least 0");
          }
          return engine
              .catalog()
              .putRateLimit(
                  tenant,
                  Requests.text("key", request.getKey()),
                  request.getLimit(),
                  Definitions.window(request.getDurationValue()));
        },
        done -> PutRateLimitResponse.getDefaultInstance());
  }

  @Override
  public void pauseRateLimit(
      PauseRateLimitRequest request, StreamObserver<PauseRateLimitResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .catalog()
                .pauseRateLimit(
                    tenant,
                    request.getKey(),
                    Actions.instant("paused_until", request.getPausedUntil())),
        until ->
            PauseRateLimitResponse.newBuilder().setPausedUntil(Actions.timestamp(until)).build());
  }
}
