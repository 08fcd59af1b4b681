package routes.hatchet.client;

import org.junit.jupiter.api.Tag;

/** The same, ten times. */
@Tag("chaos")
class KilledWorkerChaosIT extends KilledWorkerIT {
  @Override
  int rounds() {
    return 10;
  }
}
