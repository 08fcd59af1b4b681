package routes.hatchet.client;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;

/**
 * Gives what the engine sends to those who do it: attempts to handlers here or to those who take
 * them over, cancellations to both. Thread-safe.
 */
final class Assignments {

  private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

  private final TaskRunner runner;
  private final HandedOver handedOver;
  private final ExecutorService executor;
  private final WorkerCounters counters;
  private final Map<String, TaskBinding> bindings = new ConcurrentHashMap<>();

  Assignments(
      TaskRunner runner, HandedOver handedOver, ExecutorService executor, WorkerCounters counters) {
    this.runner = runner;
    this.handedOver = handedOver;
    this.executor = executor;
    this.counters = counters;
  }

  /** What is served from now on besides, by action. */
  synchronized void add(Map<String, TaskBinding> more) {
    bindings.putAll(more);
  }

  /** What is served from now on, by action. */
  synchronized void serve(Map<String, TaskBinding> wanted) {
    bindings.putAll(wanted);
    bindings.keySet().retainAll(wanted.keySet());
  }

  /** The actions that are served, in order. */
  Set<String> actions() {
    return new TreeSet<>(bindings.keySet());
  }

  /** Takes an action that came over the stream of this worker id. Does not wait for anything. */
  void take(String workerId, AssignedAction action) {
    switch (action.getActionType()) {
      case START_STEP_RUN -> start(AssignedTask.of(action, workerId), action.getActionPayload());
      case CANCEL_STEP_RUN ->
          cancel(new AttemptKey(action.getTaskRunExternalId(), action.getRetryCount()));
      default -> {
        counters.unknownAction();
        LOG.warn(
            "The engine sent an action of type {} ({}), which this worker does not know; it goes"
                + " on without",
            action.getActionType() == ActionType.UNRECOGNIZED
                ? action.getActionTypeValue()
                : action.getActionType(),
            action.getActionId());
      }
    }
  }

  private void start(AssignedTask task, String payload) {
    counters.assigned(task);
    TaskBinding binding = bindings.get(task.actionId().toLowerCase(Locale.ROOT));
    if (binding == null) {
      counters.unknownAction();
      LOG.warn("No handler for {} here any more: reported as failed", task.actionId());
      run(
          task,
          TaskDefinition.named(task.taskName()).build(),
          context -> {
            throw new IllegalStateException(
                "No route or handler for " + task.actionId() + " runs in this worker now.");
          });
    } else if (task.payload().isEmpty() && !payload.isBlank() && Json.read(payload) == null) {
      run(
          task,
          binding.definition(),
          context -> {
            throw new TerminalException(
                "The payload of step "
                    + task.taskName()
                    + " cannot be read: it is no JSON, or nested more than "
                    + Json.MAX_DEPTH
                    + " levels deep.");
          });
    } else if (binding.handler() instanceof HandOver handOver) {
      handOver(task, binding.definition(), handOver);
    } else {
      run(task, binding.definition(), binding.handler());
    }
  }

  private void run(AssignedTask task, TaskDefinition definition, TaskHandler handler) {
    Future<Disposition> unused = runner.run(task, definition, handler);
  }

  private void handOver(AssignedTask task, TaskDefinition definition, HandOver handOver) {
    handedOver.add(task, definition, handOver);
    // It begins when somebody takes it over, which may be long after.
    runner.acknowledge(task);
    try {
      executor.execute(() -> giveAway(task, definition, handOver));
    } catch (RejectedExecutionException e) {
      handedOver.remove(task.key());
      LOG.warn("Task {} not handed over: the worker is closing", task.taskRunId());
    }
  }

  private void giveAway(AssignedTask task, TaskDefinition definition, HandOver handOver) {
    try {
      handOver.take(task);
    } catch (Exception e) {
      handedOver.remove(task.key());
      LOG.warn("Step {} could not be handed over: {}", task.taskName(), e.getMessage());
      run(
          task,
          definition,
          context -> {
            throw e;
          });
    }
  }

  private void cancel(AttemptKey key) {
    LOG.info("Attempt {} of task {} cancelled by the engine", key.retryCount(), key.taskRunId());
    runner.cancel(key);
    HandOver handOver = handedOver.remove(key);
    if (handOver != null) {
      try {
        executor.execute(() -> passOn(handOver, key));
      } catch (RejectedExecutionException e) {
        LOG.warn("Cancellation of task {} not passed on: the worker is closing", key.taskRunId());
      }
    }
  }

  private static void passOn(HandOver handOver, AttemptKey key) {
    try {
      handOver.cancelled(key);
    } catch (RuntimeException e) {
      LOG.warn(
          "The cancellation of task {} could not be passed on: {}",
          key.taskRunId(),
          e.getMessage());
    }
  }

  /** Tells the engine, over a new stream, what has come over the old ones and is not over. */
  void acknowledgeAll(String workerId) {
    runner.acknowledgeAll(workerId);
    handedOver.of(workerId).forEach(runner::acknowledge);
  }
}
