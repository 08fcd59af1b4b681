package routes.hatchet.client;

import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The same for {@code -Dsoak.minutes}, ten unless told otherwise, with idle times of minutes. */
@Tag("soak")
class BurstsSoakIT extends BurstsIT {

  @Override
  Duration time() {
    return Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));
  }

  @Override
  Duration longestIdle() {
    return Duration.ofMinutes(2);
  }
}
