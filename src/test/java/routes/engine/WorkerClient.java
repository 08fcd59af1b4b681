package routes.engine;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.HeartbeatRequest;
import routes.protocol.dispatcher.HeartbeatResponse;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.dispatcher.WorkerListenRequest;
import routes.protocol.dispatcher.WorkerRegisterRequest;

/** A worker of raw rpcs: takes what it is sent, and reports what the test says. */
final class WorkerClient {
  private static final ScheduledExecutorService HEART =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "test-heartbeats");
            thread.setDaemon(true);
            return thread;
          });

  private final DispatcherGrpc.DispatcherBlockingStub calls;
  private final DispatcherGrpc.DispatcherStub streams;
  private final BlockingQueue<AssignedAction> actions = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status.Code> ended = new CompletableFuture<>();
  private final String id;
  private Context.@Nullable CancellableContext listening;

  WorkerClient(Channel channel, int slots, String... actionIds) {
    this(channel, Map.of("default", slots), actionIds);
  }

  /**
   * @param slots by type
   */
  WorkerClient(Channel channel, Map<String, Integer> slots, String... actionIds) {
    this(channel, register(channel, slots, actionIds));
  }

  /** With the id of an earlier connection. */
  WorkerClient(Channel channel, String id) {
    this.calls = DispatcherGrpc.newBlockingStub(channel);
    this.streams = DispatcherGrpc.newStub(channel);
    this.id = id;
    listen();
    var unused = HEART.scheduleAtFixedRate(this::beat, 2, 2, TimeUnit.SECONDS);
  }

  private static String register(Channel channel, Map<String, Integer> slots, String... actionIds) {
    return DispatcherGrpc.newBlockingStub(channel)
        .register(
            WorkerRegisterRequest.newBuilder()
                .setWorkerName("test")
                .addAllActions(List.of(actionIds))
                .putAllSlotConfig(slots)
                .build())
        .getWorkerId();
  }

  String id() {
    return id;
  }

  void listen() {
    Context.CancellableContext context = Context.current().withCancellation();
    listening = context;
    context.run(
        () ->
            streams.listenV2(
                WorkerListenRequest.newBuilder().setWorkerId(id).build(),
                new StreamObserver<>() {
                  @Override
                  public void onNext(AssignedAction action) {
                    actions.add(action);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    ended.complete(Status.fromThrowable(failure).getCode());
                  }

                  @Override
                  public void onCompleted() {
                    ended.complete(Status.Code.OK);
                  }
                }));
  }

  /** How the first stream ended, once it has. */
  Status.Code ended() {
    return ended(10);
  }

  Status.Code ended(long seconds) {
    return ended.orTimeout(seconds, TimeUnit.SECONDS).join();
  }

  void closeStream() {
    if (listening != null) {
      listening.cancel(null);
    }
  }

  void heartbeat() {
    var unused = calls.heartbeat(HeartbeatRequest.newBuilder().setWorkerId(id).build());
  }

  /**
   * Without waiting; a heartbeat that is refused, or comes too late for the engine, is no matter
   * here.
   */
  private void beat() {
    streams
        .withDeadlineAfter(2, TimeUnit.SECONDS)
        .heartbeat(
            HeartbeatRequest.newBuilder().setWorkerId(id).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(HeartbeatResponse response) {}

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onCompleted() {}
            });
  }

  /** The next action, or an error after thirty seconds. */
  AssignedAction take() throws InterruptedException {
    AssignedAction action = actions.poll(30, TimeUnit.SECONDS);
    if (action == null) {
      throw new AssertionError("no action came within thirty seconds");
    }
    return action;
  }

  @Nullable AssignedAction poll(long millis) throws InterruptedException {
    return actions.poll(millis, TimeUnit.MILLISECONDS);
  }

  void started(AssignedAction action) {
    send(action, StepActionEventType.STEP_EVENT_TYPE_STARTED, "");
  }

  void complete(AssignedAction action, String output) {
    send(action, StepActionEventType.STEP_EVENT_TYPE_COMPLETED, output);
  }

  void fail(AssignedAction action, String error) {
    send(action, StepActionEventType.STEP_EVENT_TYPE_FAILED, error);
  }

  void send(AssignedAction action, StepActionEventType type, String payload) {
    var unused =
        calls.sendStepActionEvent(
            StepActionEvent.newBuilder()
                .setWorkerId(id)
                .setTaskRunExternalId(action.getTaskRunExternalId())
                .setActionId(action.getActionId())
                .setEventType(type)
                .setEventPayload(payload)
                .setRetryCount(action.getRetryCount())
                .build());
  }
}
