package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the tracker to the branch, with a real engine, database, repository and programs. */
class TaskExecutionIT {
  @TempDir Path directory;
  private final TaskBench bench = new TaskBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theRunnerKeepsTheOrderOfDependenciesAndCommitsEachOnce() throws Exception {
    Project project = new Project(directory);
    project
        .task("bd-3", 0, "bd-2")
        .task("bd-2", 2, "bd-1")
        .line("this line is broken")
        .task("bd-1", 4)
        .gate("has-readme", "test -f README && echo fine");
    bench.start(project.configuration());
    await().atMost(TaskBench.PATIENCE).until(() -> project.closed("bd-3"));
    assertThat(project.commits()).containsExactly("Do bd-3", "Do bd-2", "Do bd-1");
    assertThat(Files.readString(project.repository.resolve("done-bd-2")))
        .contains("# bd-2: Do bd-2", "Text of bd-2");
    assertThat(project.tracked().problems())
        .singleElement()
        .asString()
        .startsWith("Line 3 of issues.jsonl is left out: is no readable JSON");
    await()
        .atMost(TaskBench.PATIENCE)
        .until(() -> bench.rows("select 1 from task where status = 'completed'").size() == 3);
    assertThat(bench.rows("select name, status, output from task_gate"))
        .hasSize(3)
        .allSatisfy(
            gate ->
                assertThat(gate)
                    .containsEntry("status", "passed")
                    .containsEntry("output", "fine\n"));
    assertThat(project.leftovers()).isEmpty();
  }
}
