package routes.engine.scheduler;

import java.util.List;

/** Something that takes concurrency slots: a task, or a run of several tasks. */
abstract class Holder {
  private List<ConcurrencyGroup> groups = List.of();
  private boolean admitted;
  private long arrival;
  private int rank;

  abstract int priority();

  /** All its slots are free now, and taken by it. */
  abstract void admitted(Turn turn);

  /** A strategy decided against it. */
  abstract void superseded(Turn turn);

  final List<ConcurrencyGroup> groups() {
    return groups;
  }

  final boolean isAdmitted() {
    return admitted;
  }

  final long arrival() {
    return arrival;
  }

  /** The priority it had when it came: its place in the queues does not change while it waits. */
  final int rank() {
    return rank;
  }

  final void joined(List<ConcurrencyGroup> newGroups, long newArrival) {
    groups = newGroups;
    arrival = newArrival;
    rank = priority();
  }

  final void setAdmitted(boolean newAdmitted) {
    admitted = newAdmitted;
  }
}
