package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.v1.Action;
import routes.protocol.v1.AdminServiceGrpc;
import routes.protocol.v1.Concurrency;
import routes.protocol.v1.ConcurrencyLimitStrategy;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateTaskRateLimit;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.PutRateLimitRequest;
import routes.protocol.workflows.RateLimitDuration;
import routes.protocol.workflows.WorkflowServiceGrpc;

/**
 * An engine process that is killed at random moments under load: no acknowledged run is lost, no
 * completed step runs again, limits and sleeps go on where they were. Two kills; {@link
 * KilledEngineChaosIT} has fifty.
 */
class KilledEngineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int LIMIT = 20;
  private static final int SLOTS = 3;
  private static final List<String> ACTIONS =
      List.of("chain:a", "chain:b", "chain:c", "limited:t", "guarded:t");
  private static final List<String> WORKFLOWS = List.of("chain", "limited", "guarded");

  /** What became of tasks, one a line. */
  private static final String TASKS =
      """
      SELECT concat_ws(' ', task.id, task.status, 'attempt', task.attempt, 'at', task.worker_id, task.error,
        (SELECT string_agg(concat_ws(' ', e.type, e.at::time, e.attempt, e.message, e.worker_id), ', '
           ORDER BY e.number)
         FROM hatchet.task_event e WHERE e.run_id = task.run_id AND e.ordinal = task.ordinal))
      FROM hatchet.run JOIN hatchet.task ON task.run_id = run.id
      """;

  @TempDir Path directory;
  private final HikariDataSource database = TestDatabase.create();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final List<ManagedChannel> connections = new ArrayList<>();
  private final long seed = System.nanoTime();
  private EngineProcess engine;
  private int port;
  private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(2);

  int kills() {
    return 2;
  }

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    engine = new EngineProcess(directory, database, port, freePort());
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(this::register);
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
    connections.forEach(ManagedChannel::shutdownNow);
    engine.close();
    database.close();
  }

  /** Below those that connections take for themselves, so that nobody has it between two lives. */
  private static int freePort() throws IOException {
    Random random = new Random();
    while (true) {
      int candidate = 15_000 + random.nextInt(15_000);
      try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        // Taken: another one.
      }
    }
  }

  private ManagedChannel open() {
    ManagedChannel opened =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    connections.add(opened);
    return opened;
  }

  private Channel authorised(ManagedChannel opened) throws IOException {
    String token = Files.readString(directory.resolve("token")).strip();
    return ClientInterceptors.intercept(opened, EngineHarness.bearer("bearer " + token));
  }

  private void register() throws IOException {
    ManagedChannel opened = open();
    try {
      var admin =
          AdminServiceGrpc.newBlockingStub(authorised(opened))
              .withDeadlineAfter(10, TimeUnit.SECONDS);
      var limits =
          WorkflowServiceGrpc.newBlockingStub(authorised(opened))
              .withDeadlineAfter(10, TimeUnit.SECONDS);
      limits.putRateLimit(
          PutRateLimitRequest.newBuilder()
              .setKey("k")
              .setLimit(LIMIT)
              .setDuration(RateLimitDuration.SECOND)
              .build());
      for (CreateWorkflowVersionRequest.Builder workflow : definitions()) {
        admin.putWorkflow(workflow.build());
      }
    } finally {
      opened.shutdownNow();
    }
  }

  private static List<CreateWorkflowVersionRequest.Builder> definitions() {
    CreateTaskOpts.Builder limited =
        patient("limited:t")
            .addRateLimits(CreateTaskRateLimit.newBuilder().setKey("k").setUnits(1));
    CreateTaskOpts.Builder slow = patient("chain:c", "b");
    slow.getConditionsBuilder()
        .addSleepConditionsBuilder()
        .setSleepFor("1s")
        .getBaseBuilder()
        .setAction(Action.QUEUE)
        .setReadableDataKey("slept")
        .setOrGroupId("11111111-1111-4111-8111-111111111111");
    return List.of(
        workflow("chain", patient("chain:a"), patient("chain:b", "a"), slow),
        workflow("limited", limited),
        workflow("guarded", patient("guarded:t"))
            .addConcurrencyArr(
                Concurrency.newBuilder()
                    .setExpression("'all'")
                    .setMaxRuns(SLOTS)
                    .setLimitStrategy(ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN)));
  }

  /**
   * What waits for long because the engine was away is no failure: a task that was on its way when
   * the engine was killed waits for a life of the engine that lasts long enough to doubt it, and on
   * a slow machine fifty kills take a quarter of an hour.
   */
  private static CreateTaskOpts.Builder patient(String action, String... parents) {
    return task(action, parents).setScheduleTimeout("2h").setTimeout("2h");
  }

  /** Starts a run every 20 ms, whatever becomes of the one before. */
  private void trigger(int number) throws IOException {
    ManagedChannel opened = open();
    var stub = WorkflowServiceGrpc.newBlockingStub(authorised(opened));
    AtomicInteger count = new AtomicInteger(number);
    var unused =
        clients.scheduleWithFixedDelay(
            () -> {
              try {
                acknowledged.add(
                    stub.withDeadlineAfter(5, TimeUnit.SECONDS)
                        .triggerWorkflow(
                            TriggerWorkflowRequest.newBuilder()
                                .setName(WORKFLOWS.get(count.getAndIncrement() % WORKFLOWS.size()))
                                .setInput("{}")
                                .build())
                        .getWorkflowRunId());
              } catch (StatusRuntimeException e) {
                // Not acknowledged. gRPC would wait for up to two minutes.
                opened.resetConnectBackoff();
              }
            },
            0,
            20,
            TimeUnit.MILLISECONDS);
  }

  @Test
  void nothingAcknowledgedIsLostAndNothingCompletedRunsAgain() throws Exception {
    Random random = new Random(seed);
    List<StubbornWorker> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ManagedChannel opened = open();
      workers.add(new StubbornWorker(opened, authorised(opened), ACTIONS));
      trigger(i);
    }
    for (int i = 0; i < kills(); i++) {
      if (random.nextInt(5) > 0) {
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before);
      }
      // Also while it starts.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
      engine.killAndStartAgain();
    }
    int before = acknowledged.size();
    await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 20);
    clients.shutdown();
    assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> assertThat(unfinished()).isEmpty());
    System.out.printf(
        "seed %d: %d kills, %d runs acknowledged, %d in all, %d attempts given out again%n",
        seed,
        kills(),
        acknowledged.size(),
        number("SELECT count(*) FROM hatchet.run"),
        number("SELECT count(*) FROM hatchet.task_event WHERE type = 'REASSIGNED'"));
    for (StubbornWorker worker : workers) {
      assertThat(worker.refused).isEmpty();
    }
    everyAcknowledgedRunIsComplete();
    everyStepWasCompletedOnceAndNotGivenOutAfterwards();
    sleepsWereKept();
    limitsWereKept();
    slotsWereKept();
    for (StubbornWorker worker : workers) {
      assertThat(worker.repeated()).isEmpty();
      worker.close();
    }
  }

  private List<String> unfinished() throws SQLException {
    return texts(
        TASKS
            + """
        WHERE run.finished_at IS NULL LIMIT 20""");
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void everyAcknowledgedRunIsComplete() throws SQLException {
    assertThat(acknowledged).doesNotHaveDuplicates();
    // What was not acknowledged is there or not, but never half.
    assertThat(
            texts(
                TASKS
                    + """
                      WHERE task.status <> 'COMPLETED' LIMIT 20"""))
        .isEmpty();
    assertThat(texts("SELECT id::text FROM hatchet.run WHERE status = 'COMPLETED'"))
        .containsAll(acknowledged);
    assertThat(number("SELECT count(*) FROM hatchet.run WHERE status <> 'COMPLETED'")).isZero();
  }

  private void everyStepWasCompletedOnceAndNotGivenOutAfterwards() throws SQLException {
    assertThat(
            number(
                """
                SELECT count(*) FROM (SELECT 1 FROM hatchet.task t LEFT JOIN hatchet.task_event e
                  ON e.run_id = t.run_id AND e.ordinal = t.ordinal AND e.type = 'FINISHED'
                  GROUP BY t.run_id, t.ordinal HAVING count(e.number) <> 1) AS wrong"""))
        .isZero();
    assertThat(
            number(
                """
                SELECT count(*) FROM hatchet.task_event f JOIN hatchet.task_event a
                  ON a.run_id = f.run_id AND a.ordinal = f.ordinal AND a.number > f.number
                WHERE f.type = 'FINISHED' AND a.type IN ('ASSIGNED', 'QUEUED', 'REASSIGNED')"""))
        .isZero();
  }

  private void sleepsWereKept() throws SQLException {
    assertThat(
            number(
                """
                SELECT count(*) FROM hatchet.task b JOIN hatchet.task c
                  ON c.run_id = b.run_id AND b.ordinal = 1 AND c.ordinal = 2
                WHERE c.started_at < b.finished_at + interval '1 second'"""))
        .isZero();
  }

  /** Any second touches two windows at the most; in all there are no more than the windows give. */
  private void limitsWereKept() throws SQLException {
    List<Long> times = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (extract(epoch FROM e.at) * 1000)::bigint FROM hatchet.task_event e
                JOIN hatchet.run r ON r.id = e.run_id JOIN hatchet.workflow w ON w.id = r.workflow_id
                WHERE w.name = 'limited' AND e.type = 'ASSIGNED' ORDER BY e.at""")) {
      while (row.next()) {
        times.add(row.getLong(1));
      }
    }
    assertThat(times).isNotEmpty();
    for (int i = 0; i + 2 * LIMIT < times.size(); i++) {
      assertThat(times.get(i + 2 * LIMIT) - times.get(i)).isGreaterThanOrEqualTo(999);
    }
    long seconds = (times.get(times.size() - 1) - times.get(0)) / 1000;
    assertThat((long) times.size()).isLessThanOrEqualTo(LIMIT * (seconds + 2));
  }

  private void slotsWereKept() throws SQLException {
    TreeMap<Long, Integer> changes = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT min(e.number) FILTER (WHERE e.type = 'ASSIGNED'),
                  max(e.number) FILTER (WHERE e.type = 'FINISHED')
                FROM hatchet.task_event e
                JOIN hatchet.run r ON r.id = e.run_id JOIN hatchet.workflow w ON w.id = r.workflow_id
                WHERE w.name = 'guarded' GROUP BY e.run_id""")) {
      while (row.next()) {
        changes.merge(row.getLong(1), 1, Integer::sum);
        changes.merge(row.getLong(2), -1, Integer::sum);
      }
    }
    int held = 0;
    for (int change : changes.values()) {
      held += change;
      assertThat(held).isLessThanOrEqualTo(SLOTS);
    }
    assertThat(held).isZero();
  }
}
