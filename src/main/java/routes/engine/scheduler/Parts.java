package routes.engine.scheduler;

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
  final Evaluations evaluations;
  final RunMachine machine;
  final EventWaits eventWaits;
  final Workflows workflows;
  final Workers workers;
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
    this.runs = new Runs(this);
    this.triggers = new Triggers(this);
    this.events = new Events(this);
    this.crons = new Crons(this);
    this.assigner = new Assigner(this);
  }
}
