package routes.hatchet.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.ActionEventResponse;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.StepActionEvent;
import routes.protocol.dispatcher.StepActionEventType;

/**
 * Tells the engine how attempts end, again and again until it has accepted it. Any process that
 * holds the tenant's token may report. Thread-safe.
 */
final class OutcomeReporter {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeReporter.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private static final int MAX_ERROR_CHARACTERS = 8_000;

  private final Connection connection;
  private final WorkerCounters counters;
  private volatile boolean closed;

  OutcomeReporter(Connection connection, WorkerCounters counters) {
    this.connection = connection;
    this.counters = counters;
  }

  /** Says that an attempt has begun; for the timeline only, so nothing waits for it. */
  void started(AssignedTask task) {
    say(task, StepActionEventType.STEP_EVENT_TYPE_STARTED);
  }

  /**
   * Says that an attempt is in this process, also where it has not begun. The embedded engine gives
   * what it has heard nothing of out again when the worker's stream is replaced; Hatchet makes
   * nothing of it.
   */
  void acknowledged(AssignedTask task) {
    say(task, StepActionEventType.STEP_EVENT_TYPE_ACKNOWLEDGED);
  }

  private void say(AssignedTask task, StepActionEventType type) {
    DispatcherGrpc.newStub(connection.channel())
        // The answer needs no thread.
        .withExecutor(Runnable::run)
        .withDeadlineAfter(5, TimeUnit.SECONDS)
        .sendStepActionEvent(event(task, type).build(), new Ignore<>());
  }

  /** Reports an output and returns when it is accepted. */
  Disposition completed(Attempt attempt, String output, RetryPolicy retry) {
    AssignedTask task = attempt.task();
    StepActionEvent event =
        event(task, StepActionEventType.STEP_EVENT_TYPE_COMPLETED).setEventPayload(output).build();
    Answer answer = send(event, attempt);
    if (answer == Answer.TOO_LARGE) {
      // The engine leaves the task running for ever unless it is told otherwise.
      return failed(
          attempt,
          "The output is " + output.length() + " characters, more than the engine takes.",
          false,
          retry);
    }
    return answer == Answer.ACCEPTED ? Disposition.COMPLETED : unreported(answer);
  }

  /** Reports a failure and returns when it is accepted. */
  Disposition failed(Attempt attempt, String error, boolean again, RetryPolicy retry) {
    AssignedTask task = attempt.task();
    StepActionEvent.Builder event =
        event(task, StepActionEventType.STEP_EVENT_TYPE_FAILED)
            .setEventPayload(clean(error))
            .setShouldNotRetry(!again);
    Duration delay = retry.delayAfter(task.retryCount());
    if (again && !delay.isZero()) {
      event.setRetryAfterMs(delay.toMillis());
    }
    Answer answer = send(event.build(), attempt);
    return answer == Answer.ACCEPTED ? Disposition.FAILED : unreported(answer);
  }

  /**
   * Reports, in one try each and all at once, attempts that the end of the process cuts short.
   *
   * @param within when the process ends whether or not the engine has answered
   */
  void abandoned(List<AssignedTask> tasks, Duration within) {
    Map<AssignedTask, Answered<ActionEventResponse>> answers = new LinkedHashMap<>();
    for (AssignedTask task : tasks) {
      Answered<ActionEventResponse> answer = new Answered<>();
      answers.put(task, answer);
      DispatcherGrpc.newStub(connection.channel())
          .withExecutor(Runnable::run)
          .withDeadlineAfter(within.toMillis(), TimeUnit.MILLISECONDS)
          .sendStepActionEvent(
              event(task, StepActionEventType.STEP_EVENT_TYPE_FAILED)
                  .setEventPayload("The worker stopped before the step had ended.")
                  .build(),
              answer);
    }
    answers.forEach(
        (task, answer) -> {
          try {
            // All have the same deadline, so that waiting in turn is waiting once.
            answer.future().join();
          } catch (CompletionException e) {
            LOG.warn(
                "Task {} was cut short and the engine does not answer: it will be given out again",
                task.taskRunId());
          }
        });
  }

  private static Disposition unreported(Answer answer) {
    return switch (answer) {
      case REFUSED -> Disposition.STALE;
      case WITHDRAWN -> Disposition.CANCELLED;
      default -> Disposition.UNREPORTED;
    };
  }

  private static StepActionEvent.Builder event(AssignedTask task, StepActionEventType type) {
    return StepActionEvent.newBuilder()
        .setWorkerId(task.workerId())
        .setJobId(task.stepId())
        .setJobRunId(task.taskRunId())
        .setTaskId(task.stepId())
        .setTaskRunExternalId(task.taskRunId())
        .setActionId(task.actionId())
        .setEventTimestamp(Times.now())
        .setEventType(type)
        .setRetryCount(task.retryCount());
  }

  private enum Answer {
    ACCEPTED,
    TOO_LARGE,
    REFUSED,
    WITHDRAWN,
    GIVEN_UP
  }

  private Answer send(StepActionEvent event, Attempt attempt) {
    for (int n = 0; !closed; n++) {
      if (attempt.withdrawn()) {
        return Answer.WITHDRAWN;
      }
      try {
        DispatcherGrpc.newBlockingStub(connection.channel())
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .sendStepActionEvent(event);
        return Answer.ACCEPTED;
      } catch (StatusRuntimeException e) {
        Answer answer = answer(event, e);
        if (answer != null) {
          return answer;
        }
        counters.reportRetried();
        LOG.warn(
            "Outcome of task {} attempt {} not accepted yet ({}), sent again",
            event.getTaskRunExternalId(),
            event.getRetryCount(),
            e.getStatus().getCode());
      }
      try {
        BACKOFF.sleep(n);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    LOG.error(
        "Outcome {} of task {} attempt {} could not be reported: the engine will try it again",
        event.getEventType(),
        event.getTaskRunExternalId(),
        event.getRetryCount());
    return Answer.GIVEN_UP;
  }

  private static @Nullable Answer answer(StepActionEvent event, StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String description = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case RESOURCE_EXHAUSTED ->
          Faults.isTooLarge(description) || event.getSerializedSize() > JsonObjects.MAX_BYTES
              ? Answer.TOO_LARGE
              : null;
      case INVALID_ARGUMENT, NOT_FOUND, UNIMPLEMENTED -> {
        LOG.error(
            "The engine refuses the outcome of task {} attempt {}: {}",
            event.getTaskRunExternalId(),
            event.getRetryCount(),
            description);
        yield Answer.REFUSED;
      }
      default -> null;
    };
  }

  /** The engine's database has no NUL, and an error needs no more than a page. */
  private static String clean(String error) {
    String text = error.replace('\0', ' ');
    return text.length() > MAX_ERROR_CHARACTERS ? text.substring(0, MAX_ERROR_CHARACTERS) : text;
  }

  /** Gives up what is not accepted yet. */
  void close() {
    closed = true;
  }

  private static final class Ignore<T> implements StreamObserver<T> {
    @Override
    public void onNext(T value) {}

    @Override
    public void onError(Throwable failure) {
      LOG.debug("An event of a task was not noted by the engine: {}", failure.getMessage());
    }

    @Override
    public void onCompleted() {}
  }
}
