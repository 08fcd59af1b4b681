package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tasks.tracker.BdTracker;
import routes.tasks.tracker.Tracker;
import routes.tasks.tracker.TrackerTask;

/** The tracker by its program; a script answers as bd does. */
class BdTrackerTest {
  @TempDir Path directory;
  private Path program;
  private Tracker tracker;

  @BeforeEach
  void program() throws IOException {
    program = directory.resolve("bd");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo "$*" >> calls
        case "$1 $2" in
          "ready --json") echo 'Note: a daemon was started'; cat <<X
        [{"id":"bd-2","title":"Second","status":"open","priority":1},
         {"id":"../x","title":"No","status":"open"},
         {"id":"bd-1","title":"First","status":"open","priority":2}]
        X
          ;;
          "show bd-1") echo '[{"id":"bd-1","title":"First","status":"open","priority":2}]' ;;
          "show bd-3") echo '{"id":"bd-3","title":"Third","status":"open","dependencies":[{"id":"bd-1","dependency_type":"blocks"}]}' ;;
          "show "*) echo "no issue found" >&2; exit 1 ;;
          "close bd-1") ;;
          *) echo "unknown $*"; exit 9 ;;
        esac
        """);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    tracker = new BdTracker(program.toString(), directory, Map.of("PATH", System.getenv("PATH")));
  }

  @Test
  void whatIsReadyAndInWhichOrderIsSaidByBd() throws Exception {
    Tracker.View view = tracker.look();
    assertThat(view.ready()).extracting(TrackerTask::id).containsExactly("bd-2", "bd-1");
    assertThat(view.content().problems())
        .singleElement()
        .asString()
        .startsWith("Task 2 of bd ready is left out: id '../x' is no id of a task");
    TrackerTask third = tracker.find("bd-3");
    assertThat(third).isNotNull();
    assertThat(tracker.waitsFor(third)).containsExactly("bd-1");
    assertThat(tracker.find("gone")).isNull();
  }

  @Test
  void aTaskIsClosedByItsIdAlone() throws Exception {
    assertThat(tracker.close("bd-1", "Done by Hatchet run x")).isTrue();
    assertThat(tracker.close("gone", "Done")).isFalse();
    assertThat(Files.readString(directory.resolve("calls")))
        .contains("close bd-1 --reason Done by Hatchet run x\n");
    assertThatThrownBy(() -> tracker.close("--all", "Done"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProgramThatFailsIsToldInASentence() throws Exception {
    Files.writeString(program, "#!/bin/sh\necho 'no beads database found' >&2\nexit 1\n");
    assertThatThrownBy(tracker::look)
        .isInstanceOf(IOException.class)
        .hasMessage("bd ready failed with 1: no beads database found");
  }
}
