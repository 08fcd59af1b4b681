package routes.hatchet.client;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import routes.protocol.dispatcher.ActionEventResponse;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.GetVersionRequest;
import routes.protocol.dispatcher.GetVersionResponse;
import routes.protocol.dispatcher.HeartbeatRequest;
import routes.protocol.dispatcher.HeartbeatResponse;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.RefreshTimeoutResponse;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.dispatcher.SubscribeToWorkflowEventsRequest;
import routes.protocol.dispatcher.SubscribeToWorkflowRunsRequest;
import routes.protocol.dispatcher.UpsertWorkerLabelsRequest;
import routes.protocol.dispatcher.UpsertWorkerLabelsResponse;
import routes.protocol.dispatcher.WorkerListenRequest;
import routes.protocol.dispatcher.WorkerRegisterRequest;
import routes.protocol.dispatcher.WorkerRegisterResponse;
import routes.protocol.dispatcher.WorkerUnsubscribeRequest;
import routes.protocol.dispatcher.WorkerUnsubscribeResponse;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.events.BulkPushEventRequest;
import routes.protocol.events.Event;
import routes.protocol.events.Events;
import routes.protocol.events.EventsServiceGrpc;
import routes.protocol.events.PushEventRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.events.PutLogResponse;
import routes.protocol.v1.AdminServiceGrpc;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.CreateWorkflowVersionResponse;
import routes.protocol.v1.GetRunDetailsRequest;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowResponse;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.PutRateLimitResponse;
import routes.protocol.workflows.TriggerWorkflowResponse;
import routes.protocol.workflows.WorkflowServiceGrpc;

/**
 * The services of an engine over a real port, without an engine behind them: a test says what they
 * answer and when, and sees what was asked.
 */
public final class FakeEngine implements AutoCloseable {

  private static final Set<StepActionEventType> ON_THE_WAY =
      Set.of(
          StepActionEventType.STEP_EVENT_TYPE_STARTED,
          StepActionEventType.STEP_EVENT_TYPE_ACKNOWLEDGED);

  /** What was registered, in order. */
  public final List<WorkerRegisterRequest> registrations = new CopyOnWriteArrayList<>();

  public final List<String> workerIds = new CopyOnWriteArrayList<>();
  public final List<CreateWorkflowVersionRequest> workflows = new CopyOnWriteArrayList<>();
  public final List<TriggerWorkflowRequest> triggers = new CopyOnWriteArrayList<>();
  public final List<BulkTriggerWorkflowRequest> bulks = new CopyOnWriteArrayList<>();
  public final List<String> bulkIds = new CopyOnWriteArrayList<>();
  public final List<PushEventRequest> events = new CopyOnWriteArrayList<>();
  public final List<StepActionEvent> reports = new CopyOnWriteArrayList<>();
  public final List<PutLogRequest> logs = new CopyOnWriteArrayList<>();
  public final List<UpsertWorkerLabelsRequest> labels = new CopyOnWriteArrayList<>();
  public final List<SubscribeToWorkflowEventsRequest> follows = new CopyOnWriteArrayList<>();
  public final List<String> unsubscribed = new CopyOnWriteArrayList<>();

  /** What was added to deadlines of tasks. */
  public final List<RefreshTimeoutRequest> extensions = new CopyOnWriteArrayList<>();

  public final List<String> authorizations = new CopyOnWriteArrayList<>();
  public final List<PutRateLimitRequest> rateLimits = new CopyOnWriteArrayList<>();

  /** What workflows named when nobody had set it: the real engine refuses such workflows. */
  public final List<String> unknownRateLimits = new CopyOnWriteArrayList<>();

  public final AtomicInteger listens = new AtomicInteger();
  public final AtomicInteger heartbeats = new AtomicInteger();
  public final AtomicInteger subscriptions = new AtomicInteger();

  /** How many of the next calls fail so. */
  public final AtomicInteger failReports = new AtomicInteger();

  public final AtomicInteger failLogs = new AtomicInteger();
  public final AtomicInteger rejectHeartbeats = new AtomicInteger();
  public volatile Status reportFailure = Status.UNAVAILABLE.withDescription("scripted");
  public volatile Status heartbeatFailure =
      Status.FAILED_PRECONDITION.withDescription("Heartbeat rejected: worker stream is not active");
  public volatile boolean forgetWorkers;

  /** Outcomes are taken and not answered. */
  public volatile boolean silentToOutcomes;

  /** What triggers of an input that contains the key are refused with. */
  public final Map<String, StatusRuntimeException> refusedInputs = new ConcurrentHashMap<>();

  public final Map<String, GetRunDetailsResponse> details = new ConcurrentHashMap<>();

  private final Map<String, ServerCallStreamObserver<AssignedAction>> streams =
      new ConcurrentHashMap<>();
  private final Map<String, WorkflowRunEvent> results = new ConcurrentHashMap<>();
  private final List<StreamObserver<WorkflowRunEvent>> subscribers = new CopyOnWriteArrayList<>();
  private final Map<String, List<StreamObserver<WorkflowRunEvent>>> waiting = new HashMap<>();
  private final List<StreamObserver<WorkflowEvent>> followers = new CopyOnWriteArrayList<>();
  private final Server server;

  public FakeEngine() {
    this(0);
  }

  FakeEngine(int port) {
    this(port, null);
  }

  /** An engine that speaks TLS, unless the context is null. */
  FakeEngine(int port, @Nullable SslContext tls) {
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .permitKeepAliveTime(1, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .maxInboundMessageSize(4 * 1024 * 1024 + 64 * 1024)
              .addService(ServerInterceptors.intercept(new FakeDispatcher(), new Tokens()))
              .addService(new FakeWorkflows())
              .addService(new FakeEvents())
              .addService(new FakeAdmin());
      if (tls != null) {
        builder.sslContext(tls);
      }
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getPort();
  }

  /** The environment of a client of this engine. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_CLIENT_TOKEN", token("127.0.0.1:" + port()));
    environment.put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    return environment;
  }

  /** An unsigned token of the right shape. */
  public static String token(String address) {
    return part("{\"alg\":\"ES256\"}")
        + "."
        + part(
            "{\"sub\":\"707d0855-80ab-4e1f-a156-f1c4546cbf52\",\"server_url\":"
                + "\"http://127.0.0.1:1\",\"grpc_broadcast_address\":\""
                + address
                + "\"}")
        + ".c2lnbmF0dXJl";
  }

  static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  public HatchetClient client() {
    return new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment()));
  }

  /** Assigns an attempt to the newest worker that has the action; returns the task run id. */
  public String assign(String workflow, String step, String runId, int retry, String payload) {
    String task =
        UUID.nameUUIDFromBytes((runId + step).getBytes(StandardCharsets.UTF_8)).toString();
    send(
        AssignedAction.newBuilder()
            .setTenantId("t")
            .setWorkflowRunId(runId)
            .setTaskRunExternalId(task)
            .setJobRunId(task)
            .setTaskId("step-" + step)
            .setJobId("step-" + step)
            .setActionId(WorkflowDefinition.action(workflow, step))
            .setActionType(ActionType.START_STEP_RUN)
            .setActionPayload(payload)
            .setTaskName(step)
            .setJobName(step)
            .setRetryCount(retry)
            .setAdditionalMetadata("{\"traceparent\":\"00-1\",\"CamelFileName\":\"/etc/passwd\"}")
            .setPriority(1)
            .build());
    return task;
  }

  /** Cancels an attempt. */
  public void cancel(String workflow, String step, String runId, int retry) {
    String task =
        UUID.nameUUIDFromBytes((runId + step).getBytes(StandardCharsets.UTF_8)).toString();
    send(
        AssignedAction.newBuilder()
            .setWorkflowRunId(runId)
            .setTaskRunExternalId(task)
            .setActionId(WorkflowDefinition.action(workflow, step))
            .setActionType(ActionType.CANCEL_STEP_RUN)
            .setTaskName(step)
            .setRetryCount(retry)
            .build());
  }

  /** Sends any action to the newest worker. */
  public void send(AssignedAction action) {
    ServerCallStreamObserver<AssignedAction> stream =
        streams.get(workerIds.get(workerIds.size() - 1));
    if (stream == null) {
      throw new IllegalStateException("no stream of the newest worker");
    }
    synchronized (stream) {
      stream.onNext(action);
    }
  }

  public boolean hasStream() {
    return !workerIds.isEmpty() && streams.containsKey(workerIds.get(workerIds.size() - 1));
  }

  /** Ends the streams of all workers: cleanly, or with a status. */
  public void endStreams(@Nullable Status status) {
    for (String id : new ArrayList<>(streams.keySet())) {
      ServerCallStreamObserver<AssignedAction> stream = streams.remove(id);
      if (stream == null) {
        continue;
      }
      synchronized (stream) {
        if (status == null) {
          stream.onCompleted();
        } else {
          stream.onError(status.asRuntimeException());
        }
      }
    }
  }

  /** The result of a run, now and for whoever asks later. */
  public synchronized void finish(WorkflowRunEvent result) {
    results.put(result.getWorkflowRunId(), result);
    List<StreamObserver<WorkflowRunEvent>> asked = waiting.remove(result.getWorkflowRunId());
    if (asked != null) {
      asked.forEach(observer -> observer.onNext(result));
    }
  }

  /** Ends the result streams with a status. */
  public synchronized void endSubscriptions(Status status) {
    subscribers.forEach(s -> s.onError(status.asRuntimeException()));
    subscribers.clear();
    waiting.clear();
  }

  /** How many follow runs now. */
  public int followers() {
    return followers.size();
  }

  /** Tells whoever follows runs. */
  public void tell(WorkflowEvent event) {
    for (StreamObserver<WorkflowEvent> follower : followers) {
      follower.onNext(event);
    }
  }

  /** Ends the streams of those who follow runs: cleanly, or with a status. */
  public void endFollowers(@Nullable Status status) {
    List<StreamObserver<WorkflowEvent>> all = List.copyOf(followers);
    followers.removeAll(all);
    for (StreamObserver<WorkflowEvent> follower : all) {
      if (status == null) {
        follower.onCompleted();
      } else {
        follower.onError(status.asRuntimeException());
      }
    }
  }

  /** Terminal events of a task run. */
  public List<StepActionEvent> outcomes(String task) {
    return reports.stream()
        .filter(r -> r.getTaskRunExternalId().equals(task))
        .filter(r -> !ON_THE_WAY.contains(r.getEventType()))
        .toList();
  }

  /** How often a worker has said that it has a task which has not begun, or not ended. */
  public long acknowledgements(String task) {
    return reports.stream()
        .filter(r -> r.getTaskRunExternalId().equals(task))
        .filter(r -> r.getEventType() == StepActionEventType.STEP_EVENT_TYPE_ACKNOWLEDGED)
        .count();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> void answer(StreamObserver<T> observer, T value) {
    observer.onNext(value);
    observer.onCompleted();
  }

  private final class Tokens implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      authorizations.add(
          String.valueOf(
              headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER))));
      return next.startCall(call, headers);
    }
  }

  private final class FakeDispatcher extends DispatcherGrpc.DispatcherImplBase {
    @Override
    public void getVersion(GetVersionRequest request, StreamObserver<GetVersionResponse> observer) {
      answer(observer, GetVersionResponse.newBuilder().setVersion("v0.111.0").build());
    }

    @Override
    public void register(
        WorkerRegisterRequest request, StreamObserver<WorkerRegisterResponse> observer) {
      if (request.getRuntimeInfo().hasLanguage()) {
        observer.onError(Status.INTERNAL.asRuntimeException());
        return;
      }
      String id = UUID.randomUUID().toString();
      registrations.add(request);
      workerIds.add(id);
      answer(observer, WorkerRegisterResponse.newBuilder().setWorkerId(id).build());
    }

    @Override
    public void listenV2(WorkerListenRequest request, StreamObserver<AssignedAction> observer) {
      open(request, observer);
      // Counted last: whoever sees the count may use or end the stream.
      listens.incrementAndGet();
    }

    private void open(WorkerListenRequest request, StreamObserver<AssignedAction> observer) {
      if (forgetWorkers || !workerIds.contains(request.getWorkerId())) {
        observer.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      ServerCallStreamObserver<AssignedAction> stream =
          (ServerCallStreamObserver<AssignedAction>) observer;
      stream.setOnCancelHandler(() -> streams.remove(request.getWorkerId(), stream));
      streams.put(request.getWorkerId(), stream);
    }

    @Override
    public void heartbeat(HeartbeatRequest request, StreamObserver<HeartbeatResponse> observer) {
      heartbeats.incrementAndGet();
      if (forgetWorkers) {
        observer.onError(Status.NOT_FOUND.asRuntimeException());
      } else if (rejectHeartbeats.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        observer.onError(heartbeatFailure.asRuntimeException());
      } else {
        answer(observer, HeartbeatResponse.getDefaultInstance());
      }
    }

    @Override
    public void sendStepActionEvent(
        StepActionEvent request, StreamObserver<ActionEventResponse> observer) {
      if (!ON_THE_WAY.contains(request.getEventType())
          && failReports.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        observer.onError(reportFailure.asRuntimeException());
        return;
      }
      reports.add(request);
      if (silentToOutcomes && !ON_THE_WAY.contains(request.getEventType())) {
        return;
      }
      answer(observer, ActionEventResponse.getDefaultInstance());
    }

    @Override
    public void unsubscribe(
        WorkerUnsubscribeRequest request, StreamObserver<WorkerUnsubscribeResponse> observer) {
      unsubscribed.add(request.getWorkerId());
      answer(observer, WorkerUnsubscribeResponse.getDefaultInstance());
    }

    @Override
    public void refreshTimeout(
        RefreshTimeoutRequest request, StreamObserver<RefreshTimeoutResponse> observer) {
      extensions.add(request);
      answer(observer, RefreshTimeoutResponse.newBuilder().setTimeoutAt(Times.now()).build());
    }

    @Override
    public void upsertWorkerLabels(
        UpsertWorkerLabelsRequest request, StreamObserver<UpsertWorkerLabelsResponse> observer) {
      labels.add(request);
      answer(observer, UpsertWorkerLabelsResponse.getDefaultInstance());
    }

    @Override
    public void subscribeToWorkflowEvents(
        SubscribeToWorkflowEventsRequest request, StreamObserver<WorkflowEvent> observer) {
      ((ServerCallStreamObserver<WorkflowEvent>) observer)
          .setOnCancelHandler(() -> followers.remove(observer));
      followers.add(observer);
      follows.add(request);
    }

    @Override
    public StreamObserver<SubscribeToWorkflowRunsRequest> subscribeToWorkflowRuns(
        StreamObserver<WorkflowRunEvent> observer) {
      synchronized (FakeEngine.this) {
        subscribers.add(observer);
        // Counted last: whoever sees the count may end the stream.
        subscriptions.incrementAndGet();
      }
      return new StreamObserver<>() {
        @Override
        public void onNext(SubscribeToWorkflowRunsRequest request) {
          synchronized (FakeEngine.this) {
            if (!subscribers.contains(observer)) {
              return;
            }
            WorkflowRunEvent result = results.get(request.getWorkflowRunId());
            if (result != null) {
              observer.onNext(result);
            } else {
              waiting
                  .computeIfAbsent(request.getWorkflowRunId(), k -> new ArrayList<>())
                  .add(observer);
            }
          }
        }

        @Override
        public void onError(Throwable failure) {
          leave();
        }

        @Override
        public void onCompleted() {
          if (leave()) {
            observer.onCompleted();
          }
        }

        private boolean leave() {
          synchronized (FakeEngine.this) {
            waiting.values().forEach(asked -> asked.remove(observer));
            return subscribers.remove(observer);
          }
        }
      };
    }
  }

  private final class FakeWorkflows extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    @Override
    public void triggerWorkflow(
        TriggerWorkflowRequest request, StreamObserver<TriggerWorkflowResponse> observer) {
      if (workflows.stream().noneMatch(w -> w.getName().equals(request.getName()))) {
        observer.onError(
            Status.INVALID_ARGUMENT
                .withDescription("workflow names not found: " + request.getName())
                .asRuntimeException());
        return;
      }
      StatusRuntimeException refused =
          refusedInputs.entrySet().stream()
              .filter(entry -> request.getInput().contains(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      triggers.add(request);
      if (refused != null) {
        observer.onError(refused);
        return;
      }
      answer(
          observer,
          TriggerWorkflowResponse.newBuilder()
              .setWorkflowRunId(UUID.randomUUID().toString())
              .build());
    }

    @Override
    public void putRateLimit(
        PutRateLimitRequest request, StreamObserver<PutRateLimitResponse> observer) {
      rateLimits.add(request);
      answer(observer, PutRateLimitResponse.getDefaultInstance());
    }

    @Override
    public void bulkTriggerWorkflow(
        BulkTriggerWorkflowRequest request, StreamObserver<BulkTriggerWorkflowResponse> observer) {
      bulks.add(request);
      BulkTriggerWorkflowResponse.Builder response = BulkTriggerWorkflowResponse.newBuilder();
      request
          .getWorkflowsList()
          .forEach(w -> response.addWorkflowRunIds(w.getInput() + "@" + UUID.randomUUID()));
      bulkIds.addAll(response.getWorkflowRunIdsList());
      answer(observer, response.build());
    }
  }

  private final class FakeEvents extends EventsServiceGrpc.EventsServiceImplBase {
    @Override
    public void push(PushEventRequest request, StreamObserver<Event> observer) {
      events.add(request);
      answer(
          observer,
          Event.newBuilder()
              .setEventId(UUID.randomUUID().toString())
              .setKey(request.getKey())
              .build());
    }

    @Override
    public void bulkPush(BulkPushEventRequest request, StreamObserver<Events> observer) {
      Events.Builder answers = Events.newBuilder();
      for (PushEventRequest event : request.getEventsList()) {
        events.add(event);
        answers.addEvents(Event.newBuilder().setEventId(UUID.randomUUID().toString()));
      }
      answer(observer, answers.build());
    }

    @Override
    public void putLog(PutLogRequest request, StreamObserver<PutLogResponse> observer) {
      if (failLogs.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        observer.onError(Status.INVALID_ARGUMENT.withDescription("scripted").asRuntimeException());
        return;
      }
      logs.add(request);
      answer(observer, PutLogResponse.getDefaultInstance());
    }
  }

  private final class FakeAdmin extends AdminServiceGrpc.AdminServiceImplBase {
    @Override
    public void putWorkflow(
        CreateWorkflowVersionRequest request,
        StreamObserver<CreateWorkflowVersionResponse> observer) {
      request.getTasksList().stream()
          .flatMap(task -> task.getRateLimitsList().stream())
          .filter(limit -> !limit.hasKeyExpr())
          .map(CreateTaskRateLimit::getKey)
          .filter(key -> rateLimits.stream().noneMatch(known -> known.getKey().equals(key)))
          .forEach(unknownRateLimits::add);
      workflows.add(request);
      answer(
          observer,
          CreateWorkflowVersionResponse.newBuilder()
              .setId(UUID.randomUUID().toString())
              .setWorkflowId(UUID.randomUUID().toString())
              .build());
    }

    @Override
    public void getRunDetails(
        GetRunDetailsRequest request, StreamObserver<GetRunDetailsResponse> observer) {
      GetRunDetailsResponse response = details.get(request.getExternalId());
      if (response == null) {
        observer.onError(
            Status.NOT_FOUND.withDescription("workflow run not found").asRuntimeException());
      } else {
        answer(observer, response);
      }
    }
  }
}
