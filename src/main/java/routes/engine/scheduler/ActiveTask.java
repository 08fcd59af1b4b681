package routes.engine.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Task;
import routes.engine.model.TaskDefinition;

/** A task in memory: its place in queues, groups and timers. Its state is in its run. */
final class ActiveTask extends Holder {
  /** Retries, reassigned and replayed tasks come before all new ones. */
  private static final int REQUEUED_PRIORITY = 4;

  final ActiveRun run;
  final int ordinal;
  final List<Timers.Timer> timers = new ArrayList<>();

  /** Spawned runs by dedupe key. */
  final Map<String, UUID> children = new HashMap<>();

  List<RateLimits.Demand> demands = List.of();
  @Nullable ReadyQueue queue;
  ReadyQueue.@Nullable Ticket ticket;
  @Nullable Worker worker;

  /**
   * Where the current attempt was sent, null for one of an earlier life of the engine; and whether
   * anything has been heard of it.
   */
  @Nullable WorkerStream sentOver;

  boolean reported;

  /** Whether its timeline says that it waits for a rate limit. */
  boolean limitTold;

  ActiveTask(ActiveRun run, int ordinal) {
    this.run = run;
    this.ordinal = ordinal;
  }

  Task task() {
    return run.run().tasks().get(ordinal);
  }

  TaskDefinition definition() {
    return run.run().definition(ordinal);
  }

  @Override
  int priority() {
    return task().attempt() > 0 ? REQUEUED_PRIORITY : run.run().header().priority();
  }

  @Override
  void admitted(Turn turn) {
    run.admissions().admitted(turn, this);
  }

  @Override
  void superseded(Turn turn) {
    run.admissions().superseded(turn, this);
  }
}
