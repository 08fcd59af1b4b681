package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.store.Retention;
import routes.engine.store.Store;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.PushEventRequest;
import routes.protocol.events.PutLogRequest;
import routes.protocol.v1.RunStatus;

/** What has ended is deleted when it is old, and nothing else is, whatever happens meanwhile. */
class RetentionIT {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OF_RUNS =
      List.of("run", "task", "task_event", "log_line", "event");

  @TempDir static Path directory;
  private static EngineHarness harness;
  private static WorkerClient worker;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
    harness.put(workflow("old", task("old:t")));
    harness.put(workflow("pair", task("pair:a"), task("pair:b", "a")));
    worker = harness.worker("old:t", "pair:a", "pair:b");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  /** As the engine's own would work at a later time. */
  private static Retention later(Duration time) {
    return new Retention(new Store(harness.database), Clock.offset(Clock.systemUTC(), time), KEPT);
  }

  private static String finished(String input) throws InterruptedException {
    String run = harness.trigger("old", input);
    AssignedAction action = worker.take();
    harness
        .events()
        .putLog(
            PutLogRequest.newBuilder()
                .setTaskRunExternalId(action.getTaskRunExternalId())
                .setMessage("line")
                .setMetadata("{}")
                .build());
    worker.complete(action, "{\"of\":" + input + "}");
    return awaitDone(run);
  }

  private static String awaitDone(String run) {
    await().atMost(PATIENCE).until(() -> harness.details(run).getDone());
    return run;
  }

  private static long rows(String table, String where) throws SQLException {
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM hatchet." + table + " " + where)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isKept(String run) throws SQLException {
    return rows("run", "WHERE id = '" + run + "'") == 1;
  }

  @Test
  void whatHasEndedGoesWithAllThatBelongsToItAndTheRestStays() throws Exception {
    String finished = finished("{\"n\":1}");
    harness
        .events()
        .push(PushEventRequest.newBuilder().setKey("nobody:listens").setPayload("{}").build());
    String unfinished = harness.trigger("old", "{\"n\":2}");
    AssignedAction held = worker.take();
    try (Retention young = later(Duration.ofDays(29))) {
      assertThat(young.deleteOld()).isZero();
    }
    assertThat(isKept(finished)).isTrue();

    try (Retention old = later(Duration.ofDays(31))) {
      assertThat(old.deleteOld()).isPositive();
    }
    assertThat(isKept(finished)).isFalse();
    assertThat(isKept(unfinished)).isTrue();
    for (String table : OF_RUNS.subList(1, 4)) {
      assertThat(rows(table, "WHERE run_id = '" + finished + "'")).as(table).isZero();
    }
    assertThat(rows("event", "")).isZero();
    assertThat(rows("task", "WHERE run_id = '" + unfinished + "'")).isEqualTo(1);

    worker.complete(held, "{}");
    assertThat(harness.details(awaitDone(unfinished)).getStatus()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void manyGoInSlices() throws Exception {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      runs.add(harness.trigger("old", "{}"));
    }
    for (int i = 0; i < runs.size(); i++) {
      worker.complete(worker.take(), "{}");
    }
    awaitDone(runs.get(runs.size() - 1));
    await().atMost(PATIENCE).until(() -> rows("run", "WHERE finished_at IS NULL") == 0);
    try (Retention old = later(Duration.ofDays(31))) {
      assertThat(old.deleteOld()).isGreaterThanOrEqualTo(700);
    }
    assertThat(rows("run", "WHERE finished_at IS NOT NULL")).isZero();
  }

  /** The deletion has begun, is not committed, and the run is replayed: it is whole afterwards. */
  @Test
  void aRunThatIsReplayedWhileItIsDeletedIsKeptWhole() throws Exception {
    String run = harness.trigger("pair", "{\"precious\":true}");
    worker.complete(worker.take(), "{\"a\":1}");
    AssignedAction second = worker.take();
    worker.complete(second, "{\"b\":1}");
    awaitDone(run);
    CompletableFuture<RestClient.Answer> replay;
    try (Connection deleting = harness.database.getConnection()) {
      deleting.setAutoCommit(false);
      execute(deleting, "SELECT 1 FROM hatchet.run WHERE id = ?::uuid FOR UPDATE", run);
      RestClient rest = new RestClient(harness.engine, harness.engine.token());
      replay =
          CompletableFuture.supplyAsync(
              () ->
                  rest.post(
                      "/api/v1/stable/tenants/" + harness.engine.tenantId() + "/tasks/replay",
                      "{\"externalIds\":[\"" + second.getTaskRunExternalId() + "\"]}"));
      await().atMost(PATIENCE).until(RetentionIT::someoneWaitsForALock);
      for (String table : List.of("log_line", "task_event", "task")) {
        execute(deleting, "DELETE FROM hatchet." + table + " WHERE run_id = ?::uuid", run);
      }
      execute(deleting, "DELETE FROM hatchet.run WHERE id = ?::uuid", run);
      deleting.commit();
    }
    assertThat(replay.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    AssignedAction again = worker.take();
    assertThat(again.getRetryCount()).isEqualTo(1);
    assertThat(again.getActionPayload()).contains("\"precious\":true").contains("\"a\":{\"a\":1}");
    worker.complete(again, "{\"b\":2}");
    awaitDone(run);
    assertThat(harness.details(run).getTaskRunsOrThrow("b").getOutput().toStringUtf8())
        .isEqualTo("{\"b\":2}");
    assertThat(rows("task", "WHERE run_id = '" + run + "'")).isEqualTo(2);
    assertThat(rows("run", "WHERE id = '" + run + "' AND status = 'COMPLETED'")).isEqualTo(1);
  }

  private static boolean someoneWaitsForALock() throws SQLException {
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND datname = current_database()")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  private static void execute(Connection connection, String sql, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      statement.execute();
    }
  }

  @Test
  void replaysAndDeletionsAtOnceLoseNothingThatWasAcknowledged() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> deleting =
        CompletableFuture.runAsync(
            () -> {
              try (Retention old = later(Duration.ofDays(31))) {
                while (!over.get()) {
                  old.deleteOld();
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    RestClient rest = new RestClient(harness.engine, harness.engine.token());
    for (int i = 0; i < 100; i++) {
      String run = harness.trigger("old", "{}");
      worker.complete(worker.take(), "{}");
      String answer =
          rest.post(
                  "/api/v1/stable/tenants/" + harness.engine.tenantId() + "/tasks/replay",
                  "{\"externalIds\":[\"" + run + "\"]}")
              .body();
      if (answer.contains(run)) {
        AssignedAction again = worker.take();
        assertThat(again.getWorkflowRunId()).isEqualTo(run);
        assertThat(isKept(run)).isTrue();
        assertThat(rows("task", "WHERE run_id = '" + run + "'")).isEqualTo(1);
        worker.complete(again, "{}");
      }
    }
    over.set(true);
    deleting.get(60, TimeUnit.SECONDS);
    assertThat(rows("run", "WHERE finished_at IS NULL")).isZero();
    assertThat(rows("task", "WHERE run_id NOT IN (SELECT id FROM hatchet.run)")).isZero();
  }
}
