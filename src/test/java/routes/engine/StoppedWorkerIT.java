package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.ActionType;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.v1.RunStatus;

/** A worker process that stands still, with its connections open. */
class StoppedWorkerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  /** The process: takes whatever comes, and completes it. */
  public static void main(String[] arguments) throws InterruptedException {
    Channel channel =
        ClientInterceptors.intercept(
            NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                .usePlaintext()
                .maxInboundMessageSize(8 * 1024 * 1024)
                .build(),
            EngineHarness.bearer("bearer " + System.getenv("TOKEN")));
    WorkerClient worker = new WorkerClient(channel, 100, "stopped:t");
    while (true) {
      AssignedAction action = worker.poll(60_000);
      if (action != null && action.getActionType() == ActionType.START_STEP_RUN) {
        worker.complete(action, "{}");
      }
    }
  }

  private Process launch(EngineHarness harness) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            StoppedWorkerIT.class.getName(),
            Integer.toString(harness.engine.grpcPort()));
    builder.environment().put("TOKEN", harness.engine.token());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("worker.log").toFile())
        .start();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void aStoppedProcessDelaysNobodyElse() throws Exception {
    try (EngineHarness harness = new EngineHarness(directory)) {
      harness.put(workflow("stopped", task("stopped:t").setTimeout("2h").setScheduleTimeout("2h")));
      harness.put(workflow("free", task("free:t")));
      Process process = launch(harness);
      try {
        String first = harness.trigger("stopped", "{}");
        await().atMost(PATIENCE).until(() -> harness.details(first).getDone());
        signal(process, "STOP");
        // More than any buffer on the way takes.
        String large = "{\"x\":\"" + "y".repeat(500_000) + "\"}";
        List<String> stopped = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          stopped.add(harness.trigger("stopped", large));
        }
        WorkerClient worker = harness.worker("free:t");
        for (int i = 0; i < 100; i++) {
          String run = harness.trigger("free", "{\"n\":" + i + "}");
          AssignedAction action = worker.take();
          assertThat(action.getWorkflowRunId()).isEqualTo(run);
          assertThat(action.getRetryCount()).isZero();
          worker.complete(action, "{}");
          assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(stopped).noneMatch(run -> harness.details(run).getDone());
        // It does not come back: another one gets what it had.
        process.destroyForcibly().waitFor();
        WorkerClient other = harness.worker("stopped:t");
        for (int done = 0; done < stopped.size(); ) {
          AssignedAction action = other.poll(PATIENCE.toMillis());
          assertThat(action).isNotNull();
          if (action.getActionType() == ActionType.START_STEP_RUN) {
            other.complete(action, "{}");
            done++;
          }
        }
        for (String run : stopped) {
          assertThat(harness.details(run).getStatus()).isEqualTo(RunStatus.COMPLETED);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
