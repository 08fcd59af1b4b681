package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.tasks.tracker.Readiness;
import routes.tasks.tracker.TaskIds;
import routes.tasks.tracker.TrackerContent;
import routes.tasks.tracker.TrackerFile;
import routes.tasks.tracker.TrackerTask;

/** What a tracker's file says, and what of it is ready. */
class TrackerFileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static String line(String id, String more) {
    return "{\"id\":\"%s\",\"title\":\"T\",\"status\":\"open\",\"priority\":2%s}"
        .formatted(id, more);
  }

  private static String needs(String type, String id) {
    return ",\"dependencies\":[{\"issue_id\":\"x\",\"depends_on_id\":\"%s\",\"type\":\"%s\"}]"
        .formatted(id, type);
  }

  private static List<String> ready(String... lines) {
    return Readiness.ready(TrackerFile.read("f", String.join("\n", lines))).stream()
        .map(TrackerTask::id)
        .toList();
  }

  @Test
  void aBrokenLineIsNamedAndTheOthersCount() {
    TrackerContent content =
        TrackerFile.read(
            "issues.jsonl",
            String.join(
                "\n",
                line("a", ""),
                "{\"id\":\"b\",",
                "[1]",
                "<<<<<<< HEAD",
                "{\"id\":\"c\"}",
                line("d", ",\"priority\":9").replace("\"priority\":2,", ""),
                line("../e", ""),
                line("f", "")));
    assertThat(content.tasks()).containsOnlyKeys("a", "f");
    assertThat(content.problems()).hasSize(6);
    assertThat(content.problems().get(0)).startsWith("Line 2 of issues.jsonl is left out:");
    assertThat(content.problems().get(1))
        .isEqualTo("Line 3 of issues.jsonl is left out: is no JSON object.");
    assertThat(content.problems().get(3)).contains("task c has no title");
    assertThat(content.problems().get(4)).contains("priority of task d is '9'");
    assertThat(content.problems().get(5)).contains("'../e' is no id of a task");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x", "a\nb", "-rf", "a b", "", ".", "a/b", "a..b", "a\0b", "$(id)", "a;b", "é", "a\n"
      })
  void hostileIdsAreRefused(String id) {
    assertThatThrownBy(() -> TaskIds.check("task_id", id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no id of a task")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void urgentOnesComeFirstAndBlockedOnesWait() {
    assertThat(
            ready(
                line("a", needs("blocks", "c")),
                line("b", ""),
                line("c", "").replace("\"priority\":2", "\"priority\":0"),
                line("d", needs("blocks", "gone")),
                line("e", needs("related", "c")),
                line("f", needs("blocks", "g")),
                line("g", "").replace("open", "closed"),
                line("h", "").replace("open", "in_progress"),
                line("epic", ",\"issue_type\":\"epic\"" + needs("blocks", "c")),
                line("child", needs("parent-child", "epic")),
                line("loop1", needs("blocks", "loop2")),
                line("loop2", needs("blocks", "loop1"))))
        .containsExactly("c", "b", "e", "f");
  }

  @Test
  void closingChangesOneLineAndNothingElse() {
    byte[] file =
        ("broken\r\n"
                + line("ab", "")
                + "\n"
                + line("a", ",\"estimate\":1.50,\"x\":[1,{\"y\":null}]")
                + "\r\n\n\u00ff\u00fe")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] closed = TrackerFile.closed(file, "a", "Done", NOW);
    assertThat(closed).isNotNull();
    String[] before = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    String[] after = new String(closed, StandardCharsets.ISO_8859_1).split("\n", -1);
    assertThat(after).hasSameSizeAs(before);
    for (int i : new int[] {0, 1, 3, 4}) {
      assertThat(after[i]).isEqualTo(before[i]);
    }
    assertThat(after[2])
        .isEqualTo(
            "{\"id\":\"a\",\"title\":\"T\",\"status\":\"closed\",\"priority\":2,\"estimate\":1.50,\"x\":[1,{\"y\":null}],"
                + "\"updated_at\":\"2026-03-01T10:00:00Z\",\"closed_at\":\"2026-03-01T10:00:00Z\",\"close_reason\":\"Done\"}\r");
    assertThat(TrackerFile.closed(closed, "a", "Done", NOW)).isNull();
    assertThat(TrackerFile.closed(closed, "gone", "Done", NOW)).isNull();
  }
}
