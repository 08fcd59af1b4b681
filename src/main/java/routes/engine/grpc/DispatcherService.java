package routes.engine.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Durations;
import routes.engine.model.Label;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.scheduler.TaskReport;
import routes.engine.scheduler.Unsent;
import routes.engine.scheduler.WorkerProfile;
import routes.protocol.dispatcher.ActionEventResponse;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc.DispatcherImplBase;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.GetVersionResponse;
import routes.protocol.dispatcher.HeartbeatRequest;
import routes.protocol.dispatcher.HeartbeatResponse;
import routes.protocol.dispatcher.OverridesData;
import routes.protocol.dispatcher.OverridesDataResponse;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.RefreshTimeoutResponse;
import routes.protocol.dispatcher.ReleaseSlotRequest;
import routes.protocol.dispatcher.ReleaseSlotResponse;
import routes.protocol.dispatcher.RuntimeInfo;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.SubscribeToWorkflowEventsRequest;
import routes.protocol.dispatcher.SubscribeToWorkflowRunsRequest;
import routes.protocol.dispatcher.UpsertWorkerLabelsRequest;
import routes.protocol.dispatcher.UpsertWorkerLabelsResponse;
import routes.protocol.dispatcher.WorkerLabels;
import routes.protocol.dispatcher.WorkerListenRequest;
import routes.protocol.dispatcher.WorkerRegisterRequest;
import routes.protocol.dispatcher.WorkerRegisterResponse;
import routes.protocol.dispatcher.WorkerUnsubscribeRequest;
import routes.protocol.dispatcher.WorkerUnsubscribeResponse;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.dispatcher.WorkflowRunEvent;

/** The worker protocol, and the streams of results and events. */
final class DispatcherService extends DispatcherImplBase {
  private static final Duration LONGEST_RETRY = Duration.ofDays(365);

  private static final int DEFAULT_SLOTS = 100;

  private final Engine engine;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private final String version;

  DispatcherService(Engine engine, Clock clock, ScheduledExecutorService timer, String version) {
    this.engine = engine;
    this.clock = clock;
    this.timer = timer;
    this.version = version;
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> observer) {
    observer.onNext(GetVersionResponse.newBuilder().setVersion(version).build());
    observer.onCompleted();
  }

  @Override
  public void register(
      WorkerRegisterRequest request, StreamObserver<WorkerRegisterResponse> observer) {
    UUID tenant = CallContext.tenant();
    Object connection = CallContext.connection();
    Replies.unary(
        observer,
        () -> {
          String name = Requests.text("worker_name", request.getWorkerName());
          return engine.workers().register(tenant, name, profile(request), connection);
        },
        id ->
            WorkerRegisterResponse.newBuilder()
                .setTenantId(tenant.toString())
                .setWorkerId(id.toString())
                .setWorkerName(request.getWorkerName())
                .build());
  }

  private static WorkerProfile profile(WorkerRegisterRequest request) {
    if (request.hasSlots() && request.getSlotConfigCount() > 0) {
      throw EngineException.invalid("slots and slot_config cannot both be given");
    }
    Map<String, Integer> slots = new TreeMap<>(request.getSlotConfigMap());
    if (slots.isEmpty()) {
      slots.put("default", request.hasSlots() ? request.getSlots() : DEFAULT_SLOTS);
    }
    Set<String> actions = new TreeSet<>();
    request.getActionsList().forEach(action -> actions.add(Definitions.action(action)));
    return new WorkerProfile(
        actions,
        slots,
        labels(request.getLabelsMap()),
        request.hasRuntimeInfo() ? runtime(request.getRuntimeInfo()) : null);
  }

  private static Map<String, Label> labels(Map<String, WorkerLabels> labels) {
    Map<String, Label> all = new HashMap<>();
    labels.forEach(
        (key, label) ->
            all.put(
                key,
                new Label(
                    label.hasStrValue() ? label.getStrValue() : null,
                    label.hasIntValue() ? Integer.valueOf(label.getIntValue()) : null)));
    return all;
  }

  private static WorkerProfile.Platform runtime(RuntimeInfo info) {
    return new WorkerProfile.Platform(
        info.hasSdkVersion() ? info.getSdkVersion() : null,
        info.hasLanguage() ? info.getLanguage().name().toUpperCase(Locale.ROOT) : null,
        info.hasLanguageVersion() ? info.getLanguageVersion() : null,
        info.hasOs() ? info.getOs() : null,
        info.hasExtra() ? info.getExtra() : null);
  }

  @Override
  public void listen(WorkerListenRequest request, StreamObserver<AssignedAction> observer) {
    listenV2(request, observer);
  }

  @Override
  public void listenV2(WorkerListenRequest request, StreamObserver<AssignedAction> observer) {
    UUID tenant = CallContext.tenant();
    Object connection = CallContext.connection();
    UUID worker = Replies.uuidOrNull(request.getWorkerId());
    if (worker == null) {
      observer.onError(Replies.status(EngineException.notFound("worker not found")));
      return;
    }
    ServerCallStreamObserver<AssignedAction> call =
        (ServerCallStreamObserver<AssignedAction>) observer;
    ActionStream stream = new ActionStream(call, lost -> closed(tenant, worker, lost));
    call.setOnCancelHandler(() -> closed(tenant, worker, stream));
    call.setOnCloseHandler(() -> closed(tenant, worker, stream));
    var unused =
        engine
            .workers()
            .listen(tenant, worker, stream, connection)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    stream.fail(Replies.status(failure).getStatus());
                  }
                });
  }

  private void closed(UUID tenant, UUID worker, ActionStream stream) {
    List<Unsent> unsent = new ArrayList<>();
    for (AssignedAction action : stream.abandon()) {
      UUID task = Replies.uuidOrNull(action.getTaskRunExternalId());
      if (task != null) {
        unsent.add(new Unsent(task, action.getRetryCount()));
      }
    }
    engine.workers().streamClosed(tenant, worker, stream, unsent);
  }

  @Override
  public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatResponse> observer) {
    UUID tenant = CallContext.tenant();
    Object connection = CallContext.connection();
    Replies.unary(
        observer,
        () -> engine.workers().heartbeat(tenant, worker(request.getWorkerId()), connection),
        done -> HeartbeatResponse.getDefaultInstance());
  }

  private static UUID worker(String text) {
    UUID id = Replies.uuidOrNull(text);
    if (id == null) {
      throw EngineException.notFound("worker not found");
    }
    return id;
  }

  @Override
  public void unsubscribe(
      WorkerUnsubscribeRequest request, StreamObserver<WorkerUnsubscribeResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> engine.workers().unsubscribe(tenant, worker(request.getWorkerId())),
        done ->
            WorkerUnsubscribeResponse.newBuilder()
                .setTenantId(tenant.toString())
                .setWorkerId(request.getWorkerId())
                .build());
  }

  @Override
  public void upsertWorkerLabels(
      UpsertWorkerLabelsRequest request, StreamObserver<UpsertWorkerLabelsResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .workers()
                .label(tenant, worker(request.getWorkerId()), labels(request.getLabelsMap())),
        done ->
            UpsertWorkerLabelsResponse.newBuilder()
                .setTenantId(tenant.toString())
                .setWorkerId(request.getWorkerId())
                .build());
  }

  @Override
  public void sendStepActionEvent(
      StepActionEvent event, StreamObserver<ActionEventResponse> observer) {
    UUID tenant = CallContext.tenant();
    Object connection = CallContext.connection();
    Replies.unary(
        observer,
        () -> {
          TaskReport report = report(event);
          return report == null
              ? CompletableFuture.completedFuture(true)
              : engine.tasks().report(tenant, report, Requests.id(event.getWorkerId()), connection);
        },
        done ->
            ActionEventResponse.newBuilder()
                .setTenantId(tenant.toString())
                .setWorkerId(event.getWorkerId())
                .build());
  }

  private static @Nullable TaskReport report(StepActionEvent event) {
    UUID task = Replies.uuid("task_run_external_id", event.getTaskRunExternalId());
    TaskReport.Kind kind =
        switch (event.getEventType()) {
          case STEP_EVENT_TYPE_STARTED -> TaskReport.Kind.STARTED;
          case STEP_EVENT_TYPE_COMPLETED -> TaskReport.Kind.COMPLETED;
          case STEP_EVENT_TYPE_FAILED -> TaskReport.Kind.FAILED;
          case STEP_EVENT_TYPE_ACKNOWLEDGED -> TaskReport.Kind.ACKNOWLEDGED;
          case STEP_EVENT_TYPE_CANCELLED -> TaskReport.Kind.CANCELLED;
          default ->
              throw EngineException.invalid("invalid event_type " + event.getEventTypeValue());
        };
    return new TaskReport(
        task,
        kind,
        event.hasRetryCount() ? Integer.valueOf(event.getRetryCount()) : null,
        event.getEventPayload(),
        event.getShouldNotRetry(),
        event.hasRetryAfterMs() ? retryAfter(event.getRetryAfterMs()) : null);
  }

  @Override
  public void refreshTimeout(
      RefreshTimeoutRequest request, StreamObserver<RefreshTimeoutResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () ->
            engine
                .tasks()
                .refreshTimeout(tenant, task(request.getTaskRunExternalId()), more(request)),
        until ->
            RefreshTimeoutResponse.newBuilder().setTimeoutAt(Actions.timestamp(until)).build());
  }

  /** An outcome is not refused for the delay that it asks for; nothing waits for over a year. */
  private static Duration retryAfter(long millis) {
    return Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_RETRY.toMillis())));
  }

  private static Duration more(RefreshTimeoutRequest request) {
    try {
      return Durations.parse(request.getIncrementTimeoutBy());
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
  }

  private static UUID task(String text) {
    return Replies.uuid("task_run_external_id", text);
  }

  @Override
  public void releaseSlot(
      ReleaseSlotRequest request, StreamObserver<ReleaseSlotResponse> observer) {
    UUID tenant = CallContext.tenant();
    Replies.unary(
        observer,
        () -> engine.tasks().releaseSlot(tenant, task(request.getTaskRunExternalId())),
        done -> ReleaseSlotResponse.getDefaultInstance());
  }

  @Override
  public void putOverridesData(
      OverridesData request, StreamObserver<OverridesDataResponse> observer) {
    observer.onNext(OverridesDataResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public StreamObserver<SubscribeToWorkflowRunsRequest> subscribeToWorkflowRuns(
      StreamObserver<WorkflowRunEvent> observer) {
    ServerCallStreamObserver<WorkflowRunEvent> call =
        (ServerCallStreamObserver<WorkflowRunEvent>) observer;
    ResultStream results = new ResultStream(call, engine, CallContext.tenant(), clock);
    call.setOnCancelHandler(results::abandon);
    call.setOnCloseHandler(results::abandon);
    return new StreamObserver<>() {
      @Override
      public void onNext(SubscribeToWorkflowRunsRequest request) {
        results.await(request.getWorkflowRunId());
      }

      @Override
      public void onError(Throwable failure) {
        results.abandon();
      }

      @Override
      public void onCompleted() {
        results.end();
      }
    };
  }

  @Override
  public void subscribeToWorkflowEvents(
      SubscribeToWorkflowEventsRequest request, StreamObserver<WorkflowEvent> observer) {
    UUID tenant = CallContext.tenant();
    ServerCallStreamObserver<WorkflowEvent> call =
        (ServerCallStreamObserver<WorkflowEvent>) observer;
    EventStream stream = new EventStream(call, timer, request.hasWorkflowRunId());
    Runnable closed =
        () -> {
          engine.runs().unfollow(stream);
          stream.abandon();
        };
    call.setOnCancelHandler(closed);
    call.setOnCloseHandler(closed);
    CompletableFuture<Boolean> following;
    if (request.hasWorkflowRunId() && !request.getWorkflowRunId().isEmpty()) {
      UUID run = Replies.uuidOrNull(request.getWorkflowRunId());
      if (run == null) {
        stream.fail(Replies.status(EngineException.invalid("invalid workflow_run_id")).getStatus());
        return;
      }
      following = engine.runs().follow(tenant, run, stream);
    } else if (!request.getAdditionalMetaKey().isEmpty() && request.hasAdditionalMetaValue()) {
      following =
          engine
              .runs()
              .follow(
                  tenant, request.getAdditionalMetaKey(), request.getAdditionalMetaValue(), stream);
    } else {
      String message = "either workflow_run_id or additional_meta_key and _value must be given";
      stream.fail(Replies.status(EngineException.invalid(message)).getStatus());
      return;
    }
    var unused =
        following.whenComplete(
            (active, failure) -> {
              if (failure != null) {
                stream.fail(Replies.status(failure).getStatus());
              } else if (!active) {
                stream.end();
              }
            });
  }
}
