package routes.engine;

import org.junit.jupiter.api.Tag;

/** The same, with fifty kills. */
@Tag("chaos")
class KilledEngineChaosIT extends KilledEngineIT {
  @Override
  int kills() {
    return 50;
  }
}
