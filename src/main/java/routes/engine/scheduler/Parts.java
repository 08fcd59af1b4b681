package routes.engine.scheduler;

import java.time.Duration;
import java.time.Instant;
import routes.engine.model.RunMachine;

/** The in-memory model, put together. Everything in it belongs to the deciding thread. */
final class Parts {
  final Settings settings;
  final Timers timers = new Timers();
  final RecentRuns recent = new RecentRuns(timers);
  final Numbers numbers = new Numbers();
  final ReadyQueues queues = new ReadyQueues();
  final Concurrency concurrency = new Concurrency();
  final RateLimits rateLimits = new RateLimits();
  final Watchers watchers = new Watchers();
  final Expressions expressions;

  /** When this life of the engine began: no wait in a queue began before. */
  Instant startedAt = Instant.EPOCH;

  final Evaluations evaluations;
  final RunMachine machine;
  final EventWaits eventWaits;
  final Workflows workflows;
  final Workers workers;
  final Admissions admissions;
  final Runs runs;
  final Triggers triggers;
  final Events events;
  final Crons crons;
  final Assigner assigner;

  Parts(Settings settings, Expressions expressions) {
    this.settings = settings;
    this.expressions = expressions;
    this.evaluations = new Evaluations(expressions);
    this.machine = new RunMachine(evaluations::parentCondition);
    this.eventWaits = new EventWaits(this);
    this.workflows = new Workflows(this);
    this.workers = new Workers(this);
    this.admissions = new Admissions(this);
    this.runs = new Runs(this);
    this.triggers = new Triggers(this);
    this.events = new Events(this);
    this.crons = new Crons(this);
    this.assigner = new Assigner(this);
  }

  /**
   * The engine stood still, was cut off from its database, or the clock was set: nobody's silence
   * counts, and what goes by durations goes on from here.
   */
  void resume(Turn turn, Duration gap) {
    timers.shift(gap);
    workers.shift(gap);
    runs.shift(turn, gap);
    assigner.forgetRefill();
    queues.retry();
  }

  /** Decides what follows from the turn: who is admitted, and what is given to whom. */
  void endTurn(Turn turn) {
    concurrency.settle(turn);
    assigner.assign(turn);
  }
}
