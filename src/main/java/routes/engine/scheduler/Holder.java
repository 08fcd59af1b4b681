package routes.engine.scheduler;

import java.util.List;

/** Something that takes concurrency slots: a task, or a run of several tasks. */
abstract class Holder {
  private List<ConcurrencyGroup> groups = List.of();
  private boolean admitted;
  private long arrival;

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

  final void joined(List<ConcurrencyGroup> newGroups, long newArrival) {
    groups = newGroups;
    arrival = newArrival;
  }

  final void setAdmitted(boolean newAdmitted) {
    admitted = newAdmitted;
  }
}
