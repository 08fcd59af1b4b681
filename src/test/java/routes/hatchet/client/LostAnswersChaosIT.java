package routes.hatchet.client;

import org.junit.jupiter.api.Tag;

/** The same, two hundred times. */
@Tag("chaos")
class LostAnswersChaosIT extends LostAnswersIT {
  @Override
  int rounds() {
    return 200;
  }
}
