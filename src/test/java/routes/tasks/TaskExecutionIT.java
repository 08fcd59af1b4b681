package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult;

/** From the tracker to the branch, with a real engine, database, repository and programs. */
class TaskExecutionIT {
  @TempDir Path directory;
  private static final TaskBench BENCH = new TaskBench();

  @AfterEach
  void clear() {
    BENCH.clear();
  }

  @AfterAll
  static void close() {
    BENCH.close();
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
    BENCH.start(project.configuration());
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
        .until(() -> BENCH.rows("select 1 from task where status = 'completed'").size() == 3);
    assertThat(BENCH.rows("select name, status, output from task_gate"))
        .hasSize(3)
        .allSatisfy(
            gate ->
                assertThat(gate)
                    .containsEntry("status", "passed")
                    .containsEntry("output", "fine\n"));
    assertThat(project.leftovers()).isEmpty();
  }

  @Test
  void aFailedGateKeepsItsOutputAndTheNextAttemptIsToldAndStartsClean() throws Exception {
    Project project =
        new Project(directory)
            .task("t1", 1)
            .agent(
                """
                ls >> "%1$s/seen"; echo -- >> "%1$s/seen"; cp "$1" "%1$s/prompt"
                echo change >> README; echo junk > junk-$$
                test -f "%1$s/once" && rm junk-$$ ; touch "%1$s/once"
                """
                    .formatted(directory))
            .gate("first", "echo looked")
            .gate("no-junk", "ls | grep junk && exit 7; exit 0")
            .gate("never-before", "echo last");
    // The rule is the engine's: the failed step is tried again, and then the task.
    BENCH.startIdle(project.configuration());
    RunResult result = BENCH.run("beads-task-execution", "t1");
    assertThat(result.status()).as(result.errors()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(project.commits()).containsExactly("Do t1");
    assertThat(project.git("show", "--name-only", "--format=", "main").strip()).isEqualTo("README");
    assertThat(Files.readString(directory.resolve("seen"))).isEqualTo("README\n--\nREADME\n--\n");
    assertThat(Files.readString(directory.resolve("prompt")))
        .contains("The attempt before", "Gate no-junk ended with exit code 7.", "junk-");
    assertThat(
            BENCH.rows(
                "select g.name, g.status, g.exit_code from task_gate g join task_run r using (workflow_run_id)"
                    + " where r.status = 'failed' and g.phase = 'verify 2' order by g.position"))
        .extracting(row -> row.get("name") + " " + row.get("status") + " " + row.get("exit_code"))
        .containsExactly("first passed 0", "no-junk failed 7");
    assertThat(BENCH.rows("select failure, patch from task_run where status = 'failed'"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat((String) row.get("failure"))
                  .contains("Gate no-junk ended with exit code 7");
              assertThat((String) row.get("patch")).contains("+junk");
            });
    assertThat(project.leftovers()).isEmpty();
    RunResult again = BENCH.run("beads-task-execution", "t1");
    assertThat(again.output().toString()).contains("\"skipped\":true", "is closed in the tracker");
    assertThat(project.commits()).hasSize(1);
  }

  @Test
  void hostileInputIsRefusedAndTextsOfTasksAreNothingButText() throws Exception {
    Project project =
        new Project(directory)
            .line(
                "{\"id\":\"evil\",\"title\":\"$(touch %1$s/x); `touch %1$s/x`\\n--amend {id}\",\"description\":\"'; touch %1$s/x\",\"status\":\"open\"}"
                    .formatted(directory));
    BENCH.startIdle(project.configuration());
    for (String id : List.of("../evil", "a\nb", "--all", "nobody")) {
      for (String workflow : List.of("task-execution", "beads-task-execution")) {
        RunResult refused = BENCH.run(workflow, id);
        assertThat(refused.status()).isEqualTo(TaskResult.Status.FAILED);
        assertThat(refused.errors()).containsAnyOf("is no id of a task", "has no task nobody");
      }
    }
    RunResult done = BENCH.run("task-execution", "evil");
    assertThat(done.status()).as(done.errors()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(project.commits())
        .containsExactly("$(touch %1$s/x); `touch %1$s/x` --amend {id}".formatted(directory));
    assertThat(directory.resolve("x")).doesNotExist();
    assertThat(BENCH.run("task-execution", "evil").errors()).contains("is closed in the tracker");
  }

  @Test
  void parallelTasksNeverExceedTheSessionsAndEachIsVerifiedOnWhatTheBranchIs() throws Exception {
    Project project = new Project(directory);
    Files.createDirectories(directory.resolve("at-work"));
    for (int i = 1; i <= 5; i++) {
      project.task("p" + i, 2);
    }
    project
        .agent(
            """
            touch "%1$s/at-work/$$"; ls "%1$s/at-work" | wc -l >> "%1$s/counts"; sleep 1
            rm "%1$s/at-work/$$"; echo "$HATCHET_TASK_ID" > "only-$HATCHET_TASK_ID"
            """
                .formatted(directory))
        .gate("count", "ls only-* | wc -l");
    BENCH.start(project.configuration());
    await().atMost(TaskBench.PATIENCE).until(() -> project.commits().size() == 5);
    assertThat(project.commits()).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(directory.resolve("counts")))
        .hasSize(5)
        .allSatisfy(count -> assertThat(Integer.parseInt(count.strip())).isLessThanOrEqualTo(3));
    assertThat(project.git("status", "--porcelain", "--untracked-files=no", ".", ":!.beads"))
        .isEmpty();
    // The gate of the last commit has seen all five.
    await()
        .atMost(TaskBench.PATIENCE)
        .until(() -> !BENCH.rows("select 1 from task_gate where output like '%5%'").isEmpty());
  }

  @Test
  void aCrashBetweenTheCommitAndItsReportCommitsOnce() throws Exception {
    Project project = new Project(directory).task("c1", 1);
    BENCH.startIdle(project.configuration());
    // As when the process dies after the branch has moved: the step's own report never comes.
    AtomicInteger died = new AtomicInteger();
    AdviceWith.adviceWith(
        BENCH.context(),
        "task-execution.gates",
        advice ->
            advice
                .weaveByToUri("sql*")
                .selectLast()
                .after()
                .process(
                    exchange -> {
                      if (project.commits().size() == 1 && died.getAndIncrement() == 0) {
                        throw new IllegalStateException("died");
                      }
                    }));
    RunResult result = BENCH.run("task-execution", "c1");
    assertThat(result.status()).as(result.errors()).isEqualTo(TaskResult.Status.COMPLETED);
    assertThat(died).hasValueGreaterThanOrEqualTo(1);
    assertThat(project.commits()).containsExactly("Do c1");
    assertThat(project.closed("c1")).isTrue();
  }

  @Test
  void anAgentThatIsTooLateIsEndedAndACancelledRunLetsItsTaskGo() throws Exception {
    Project project =
        new Project(directory)
            .task("late", 1)
            .agent("echo began; echo $$ >> %s/pids; sleep 600".formatted(directory));
    BENCH.start(TaskWorkshop.of(project.configuration(Duration.ofSeconds(5))), 500);
    await()
        .atMost(TaskBench.PATIENCE)
        .until(() -> !BENCH.rows("select 1 from task_run where agent_exit_code = -1").isEmpty());
    assertThat(BENCH.rows("select failure from task_run where agent_exit_code = -1"))
        .allSatisfy(
            row ->
                assertThat((String) row.get("failure"))
                    .endsWith("The agent was not done after 5 s."));
    String run = String.valueOf(BENCH.rows("select run from task").get(0).get("run"));
    BENCH.client().runs().cancel(List.of(run));
    await()
        .atMost(TaskBench.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        BENCH.rows(
                            "select status from task_run where status = 'running' union all select status from task where status <> 'failed'"))
                    .isEmpty());
    assertThat(project.commits()).isEmpty();
    BENCH.stop();
    Path pids = directory.resolve("pids");
    for (String pid : Files.exists(pids) ? Files.readAllLines(pids) : List.<String>of()) {
      await()
          .atMost(TaskBench.PATIENCE)
          .until(
              () -> ProcessHandle.of(Long.parseLong(pid)).map(one -> !one.isAlive()).orElse(true));
    }
  }

  @Test
  void withNothingConfiguredTheRunnerIsIdleAndAStepSaysWhatToSet() throws Exception {
    BENCH.start(TaskWorkshop.closed(), 100);
    assertThat(BENCH.run("task-execution", "x1").errors()).contains("set TASKS_REPOSITORY");
    assertThat(BENCH.rows("select 1 from task")).isEmpty();
  }
}
