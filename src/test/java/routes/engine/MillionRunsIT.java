package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import routes.engine.store.Retention;
import routes.engine.store.Store;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;

/**
 * Prints what a million finished runs cost: a start, a run, a deletion, the disk. Every figure ends
 * with a check that what was asked for was done.
 */
@Tag("benchmark")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MillionRunsIT {
  private static final int RUNS = Integer.getInteger("engine.runs", 1_000_000);
  private static final int SLICE = 50_000;
  private static final int REAL = 20_000;
  private static final int TRIGGERS = 200;

  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
    harness.put(workflow("million", task("million:t")));
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long bytes() throws SQLException {
    return number(
        "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n"
            + " ON n.oid = c.relnamespace WHERE n.nspname = 'hatchet' AND c.relkind = 'r'");
  }

  private static void printSizes(String when) throws SQLException {
    StringBuilder sizes = new StringBuilder(when + ":");
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT c.relname, pg_table_size(c.oid) / 1048576, pg_indexes_size(c.oid) / 1048576
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'hatchet' AND c.relkind = 'r' AND c.relname IN
                  ('run', 'task', 'task_event', 'log_line', 'event') ORDER BY 1""")) {
      while (row.next()) {
        sizes
            .append(' ')
            .append(row.getString(1))
            .append(' ')
            .append(row.getLong(2))
            .append(" + ")
            .append(row.getLong(3))
            .append(" MiB;");
      }
    }
    System.out.println(sizes + " (table + indexes)");
  }

  /** By the engine itself, with all the row versions that it makes. */
  @Test
  @Order(1)
  void bytesOfARunThatTheEngineCarriedOut() throws Exception {
    WorkerClient worker = new WorkerClient(harness.connect(), 100, "million:t");
    long before = bytes();
    List<Thread> hands = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread hand =
          new Thread(
              () -> {
                try {
                  AssignedAction action = worker.poll(5_000);
                  while (action != null) {
                    worker.complete(action, "{\"result\":\"" + "y".repeat(80) + "\"}");
                    action = worker.poll(5_000);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      hand.start();
      hands.add(hand);
    }
    String input = "{\"customer\":\"" + "x".repeat(150) + "\"}";
    for (int done = 0; done < REAL; done += 1_000) {
      BulkTriggerWorkflowRequest.Builder bulk = BulkTriggerWorkflowRequest.newBuilder();
      for (int i = 0; i < 1_000; i++) {
        bulk.addWorkflows(TriggerWorkflowRequest.newBuilder().setName("million").setInput(input));
      }
      assertThat(harness.workflows().bulkTriggerWorkflow(bulk.build()).getWorkflowRunIdsCount())
          .isEqualTo(1_000);
    }
    for (Thread hand : hands) {
      hand.join();
    }
    assertThat(number("SELECT count(*) FROM hatchet.run WHERE status = 'COMPLETED'"))
        .isEqualTo(REAL);
    printSizes(REAL + " runs of the engine itself");
    System.out.printf("bytes a run, as written: %d%n", (bytes() - before) / REAL);
    execute("VACUUM hatchet.run, hatchet.task, hatchet.task_event");
  }

  @Test
  @Order(2)
  void startWithAMillionFinishedRuns() throws SQLException {
    for (int first = 0; first < RUNS; first += SLICE) {
      insert(first);
    }
    assertThat(number("SELECT count(*) FROM hatchet.run")).isEqualTo(RUNS + REAL);
    printSizes(RUNS + REAL + " runs");
    System.out.printf("bytes a run: %d%n", bytes() / (RUNS + REAL));
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      harness.restartAsAfterKill();
      System.out.printf("start: %.2f s%n", (System.nanoTime() - start) / 1e9);
    }
    String run = harness.trigger("million", "{}");
    assertThat(harness.details(run).getDone()).isFalse();
  }

  /** Finished twenty days ago, in rows as the engine writes them. */
  private static void insert(int first) throws SQLException {
    String id =
        "(lpad(to_hex((extract(epoch FROM now() - interval '20 days') * 1000)::bigint + g), 12, '0')"
            + " || '7' || substr(md5(g::text), 1, 3) || '8' || substr(md5(g::text), 4, 12) || '000')";
    String rows = "generate_series(" + first + ", " + (first + SLICE - 1) + ") g";
    String at = "now() - interval '20 days' + g * interval '1 millisecond'";
    execute(
        "INSERT INTO hatchet.run (id, tenant_id, workflow_id, version_id, created_at, input, metadata,"
            + " priority, status, finished_at) SELECT "
            + id
            + "::uuid, w.tenant_id, w.id, v.id, "
            + at
            + ", '{\"customer\":\"' || repeat('x', 150) || '\"}', '{}', 1, 'COMPLETED', "
            + at
            + " FROM hatchet.workflow w JOIN hatchet.workflow_version v ON v.workflow_id = w.id, "
            + rows);
    execute(
        "INSERT INTO hatchet.task (run_id, ordinal, id, number, status, attempt, failures,"
            + " reassignments, worker_id, slot_released, queued_at, started_at, finished_at, output)"
            + " SELECT "
            + id
            + "::uuid, 0, "
            + id
            + "::uuid, g, 'COMPLETED', 0, 0, 0, gen_random_uuid(), false, "
            + at
            + ", "
            + at
            + ", "
            + at
            + ", '{\"result\":\"' || repeat('y', 80) || '\"}' FROM "
            + rows);
    execute(
        "INSERT INTO hatchet.task_event (run_id, number, ordinal, attempt, at, type, message, worker_id)"
            + " SELECT "
            + id
            + "::uuid, g * 4::bigint + n, 0, 0, "
            + at
            + ", t, '', NULL FROM "
            + rows
            + ", unnest(ARRAY['QUEUED', 'ASSIGNED', 'STARTED', 'FINISHED']) WITH ORDINALITY AS e (t, n)");
  }

  /** While the old runs are deleted, others are triggered: how long do they wait? */
  @Test
  @Order(3)
  void deletionOfAMillionRunsDelaysNobody() throws Exception {
    print("trigger acknowledged, nothing else going on", triggers());
    Store store = new Store(harness.database);
    try (Retention retention = new Retention(store, Clock.systemUTC(), Duration.ofDays(10))) {
      long start = System.nanoTime();
      CompletableFuture<Long> deleting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  long deleted = 0;
                  long more = retention.deleteOld();
                  while (more > 0) {
                    deleted += more;
                    more = retention.deleteOld();
                  }
                  return deleted;
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      List<long[]> meanwhile = new ArrayList<>();
      while (!deleting.isDone()) {
        meanwhile.add(triggers());
      }
      long deleted = deleting.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(deleted).isEqualTo(RUNS);
      System.out.printf(
          "%d runs deleted in %.1f s, %.0f a second%n", deleted, seconds, deleted / seconds);
      print(
          "trigger acknowledged, while runs are deleted",
          meanwhile.stream().flatMapToLong(Arrays::stream).toArray());
    }
    printSizes("afterwards, before a vacuum");
    execute("VACUUM hatchet.run, hatchet.task, hatchet.task_event");
    printSizes("after a vacuum");
  }

  private static long[] triggers() {
    long[] nanos = new long[TRIGGERS];
    for (int i = 0; i < TRIGGERS; i++) {
      long start = System.nanoTime();
      assertThat(harness.trigger("million", "{}")).isNotEmpty();
      nanos[i] = System.nanoTime() - start;
    }
    return nanos;
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.2f ms, p99 %.2f ms, most %.0f ms (%d)%n",
        what,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6,
        nanos.length);
  }
}
