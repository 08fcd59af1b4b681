package routes.hatchet.client;

import org.junit.jupiter.api.Tag;

/** The same faults, twenty times each. */
@Tag("chaos")
class WorkerFaultsChaosIT extends WorkerFaultsIT {
  @Override
  int rounds() {
    return 20;
  }
}
