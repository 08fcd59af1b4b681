package routes.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import routes.engine.model.Note;
import routes.engine.model.RunStatus;
import routes.engine.model.TaskEventType;

/** Which changes somebody may wait for. */
class ChangesTest {
  private static final UUID RUN = new UUID(1, 1);

  private static Changes started() {
    Changes changes = new Changes();
    changes.timeline(
        new Changes.TimelineRow(
            RUN, 1, 0, 0, Instant.EPOCH, Note.of(TaskEventType.STARTED, ""), null));
    return changes;
  }

  @Test
  void nothingIsNeitherThereNorUrgent() {
    assertThat(new Changes().isEmpty()).isTrue();
    assertThat(new Changes().isUrgent()).isFalse();
  }

  @Test
  void aLineOfATimelineMayWait() {
    assertThat(started().isEmpty()).isFalse();
    assertThat(started().isUrgent()).isFalse();
  }

  @Test
  void allElseMayNot() {
    Changes state = started();
    state.runState(RUN, RunStatus.COMPLETED, Instant.EPOCH);
    assertThat(state.isUrgent()).isTrue();
    Changes statement = started();
    statement.statement("DELETE FROM hatchet.cron WHERE id = ?", RUN);
    assertThat(statement.isUrgent()).isTrue();
    Changes both = started();
    both.add(state);
    assertThat(both.isUrgent()).isTrue();
  }
}
