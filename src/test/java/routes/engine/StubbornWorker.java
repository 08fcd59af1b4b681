package routes.engine;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.HeartbeatRequest;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;
import routes.protocol.dispatcher.WorkerListenRequest;
import routes.protocol.dispatcher.WorkerRegisterRequest;

/**
 * Goes on whatever happens to the engine: comes back with its id, and reports until it is heard.
 */
final class StubbornWorker implements AutoCloseable {
  private static final int PAUSE_MILLIS = 100;

  private final ManagedChannel connection;
  private final DispatcherGrpc.DispatcherBlockingStub calls;
  private final DispatcherGrpc.DispatcherStub streams;
  private final WorkerRegisterRequest registration;
  private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(8);
  private volatile String id = "";

  /** Reports that were refused for good. */
  final Queue<String> refused = new ConcurrentLinkedQueue<>();

  /** The attempts that came, by task. */
  final Map<String, Queue<Integer>> starts = new ConcurrentHashMap<>();

  /**
   * @param connection with a token; closed with the worker
   */
  StubbornWorker(ManagedChannel connection, Channel authorised, List<String> actions) {
    this.connection = connection;
    this.calls = DispatcherGrpc.newBlockingStub(authorised);
    this.streams = DispatcherGrpc.newStub(authorised);
    this.registration =
        WorkerRegisterRequest.newBuilder()
            .setWorkerName("stubborn")
            .addAllActions(actions)
            .putSlotConfig("default", 20)
            .build();
    hands.execute(this::listen);
    var unused = hands.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  private void listen() {
    connection.resetConnectBackoff();
    try {
      if (id.isEmpty()) {
        id = calls.withDeadlineAfter(5, TimeUnit.SECONDS).register(registration).getWorkerId();
      }
    } catch (StatusRuntimeException e) {
      again();
      return;
    }
    streams.listenV2(
        WorkerListenRequest.newBuilder().setWorkerId(id).build(),
        new StreamObserver<>() {
          @Override
          public void onNext(AssignedAction action) {
            if (action.getActionType() == ActionType.START_STEP_RUN) {
              starts
                  .computeIfAbsent(
                      action.getTaskRunExternalId(), task -> new ConcurrentLinkedQueue<>())
                  .add(action.getRetryCount());
              int millis = ThreadLocalRandom.current().nextInt(40);
              var unused = hands.schedule(() -> finish(action), millis, TimeUnit.MILLISECONDS);
            }
          }

          @Override
          public void onError(Throwable failure) {
            if (Status.fromThrowable(failure).getCode() == Status.Code.NOT_FOUND) {
              id = "";
            }
            again();
          }

          @Override
          public void onCompleted() {
            again();
          }
        });
  }

  private void again() {
    if (!hands.isShutdown()) {
      var unused = hands.schedule(this::listen, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void beat() {
    try {
      var unused =
          calls
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .heartbeat(HeartbeatRequest.newBuilder().setWorkerId(id).build());
    } catch (StatusRuntimeException e) {
      // The stream tells what is to be done.
    }
  }

  private void finish(AssignedAction action) {
    try {
      for (StepActionEventType type :
          List.of(
              StepActionEventType.STEP_EVENT_TYPE_STARTED,
              StepActionEventType.STEP_EVENT_TYPE_COMPLETED)) {
        var unused =
            calls
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .sendStepActionEvent(
                    StepActionEvent.newBuilder()
                        .setWorkerId(id)
                        .setTaskRunExternalId(action.getTaskRunExternalId())
                        .setActionId(action.getActionId())
                        .setEventType(type)
                        .setEventPayload("{\"attempt\":" + action.getRetryCount() + "}")
                        .setRetryCount(action.getRetryCount())
                        .build());
      }
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        refused.add(action.getTaskRunExternalId() + ": " + e.getMessage());
      } else if (!hands.isShutdown()) {
        var unused = hands.schedule(() -> finish(action), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Tasks of which one attempt came more than once. */
  List<String> repeated() {
    List<String> repeated = new ArrayList<>();
    starts.forEach(
        (task, attempts) -> {
          if (attempts.stream().distinct().count() < attempts.size()) {
            repeated.add(task);
          }
        });
    return repeated;
  }

  @Override
  public void close() {
    hands.shutdownNow();
    connection.shutdownNow();
  }
}
