package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.BulkTriggerWorkflowRequest;

class BulkTriggerIT {
  private static final int CLIENTS = 50;
  private static final int CALLS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void fiftyClientsAtOnceGetAllTheyWereAcknowledged() throws Exception {
    try (EngineHarness harness = new EngineHarness(directory)) {
      harness.put(workflow("one", task("one:t")));
      harness.put(workflow("two", task("two:a"), task("two:b", "a")));
      harness.put(workflow("flaky", task("flaky:t").setRetries(5)));
      AtomicBoolean over = new AtomicBoolean();
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        WorkerClient worker = harness.worker("one:t", "two:a", "two:b", "flaky:t");
        workers.add(begin(() -> work(worker, over)));
      }
      Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
      Queue<Status.Code> refused = new ConcurrentLinkedQueue<>();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(i);
        clients.add(begin(() -> trigger(harness, random, acknowledged, refused)));
      }
      for (Thread client : clients) {
        client.join();
      }
      Set<String> distinct = new HashSet<>(acknowledged);
      assertThat(acknowledged).hasSameSizeAs(distinct);
      assertThat(refused).isNotEmpty().containsOnly(Status.Code.INVALID_ARGUMENT);
      await()
          .atMost(PATIENCE)
          .until(() -> number(harness, "status = 'COMPLETED'") == distinct.size());
      // All or none: of a bulk that was refused there is nothing.
      assertThat(number(harness, "true")).isEqualTo(distinct.size());
      over.set(true);
      for (Thread worker : workers) {
        worker.join();
      }
    }
  }

  private static Thread begin(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void work(WorkerClient worker, AtomicBoolean over) {
    try {
      while (!over.get()) {
        AssignedAction action = worker.poll(200);
        if (action != null && action.getActionType() == ActionType.START_STEP_RUN) {
          if (action.getActionId().equals("flaky:t") && action.getRetryCount() < 2) {
            worker.fail(action, "once more");
          } else {
            worker.complete(action, "{}");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void trigger(
      EngineHarness harness,
      Random random,
      Queue<String> acknowledged,
      Queue<Status.Code> refused) {
    List<String> names = List.of("one", "two", "flaky");
    for (int i = 0; i < CALLS; i++) {
      BulkTriggerWorkflowRequest.Builder bulk = BulkTriggerWorkflowRequest.newBuilder();
      int size = 1 + random.nextInt(12);
      for (int j = 0; j < size; j++) {
        bulk.addWorkflows(
            TriggerWorkflowRequest.newBuilder()
                .setName(names.get(random.nextInt(names.size())))
                .setInput("{\"j\":" + j + "}")
                .setPriority(1 + random.nextInt(3)));
      }
      if (random.nextInt(6) == 0) {
        bulk.addWorkflows(
            random.nextInt(bulk.getWorkflowsCount() + 1),
            TriggerWorkflowRequest.newBuilder().setName("nobody-knows").setInput("{}"));
      }
      try {
        acknowledged.addAll(
            harness.workflows(120).bulkTriggerWorkflow(bulk.build()).getWorkflowRunIdsList());
      } catch (StatusRuntimeException e) {
        refused.add(e.getStatus().getCode());
      }
    }
  }

  private static long number(EngineHarness harness, String where) throws SQLException {
    try (Connection connection = harness.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM hatchet.run WHERE " + where)) {
      row.next();
      return row.getLong(1);
    }
  }
}
