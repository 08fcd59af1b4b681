package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import routes.hatchet.testing.HatchetTest;

/**
 * An engine that goes away between a request and its answer: what it knows again by index or key is
 * asked for again and begins once; everything else fails with a sentence; nothing hangs. A few
 * rounds; {@link LostAnswersChaosIT} makes two hundred.
 */
@HatchetTest
class LostAnswersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TRIGGER = "WorkflowService/TriggerWorkflow";
  private static final String BULK = "WorkflowService/BulkTriggerWorkflow";
  private static final String PUSH = "EventsService/Push";
  private static final String RESULTS = "Dispatcher/SubscribeToWorkflowRuns";

  /** Lost one after the other, and the call survives them. */
  private static final int SURVIVED = 3;

  private final Queue<Integer> begun = new ConcurrentLinkedQueue<>();
  private CallFaults faults;
  private HatchetClient behind;

  int rounds() {
    return 3;
  }

  @BeforeEach
  void connect(HatchetClient direct, HatchetWorker worker) {
    worker.serve(
        WorkflowDefinition.of(
            "note",
            List.of("noted"),
            List.of(TaskDefinition.named("note").timeout(Duration.ofMinutes(5)).build())),
        Map.of(
            "note",
            context -> {
              int n = (Integer) context.task().input().get("n");
              begun.add(n);
              return Map.of("n", n);
            }));
    faults = new CallFaults(direct.configuration().port());
    Map<String, String> environment = new HashMap<>();
    environment.put("HATCHET_CLIENT_TOKEN", direct.configuration().token());
    environment.put("HATCHET_CLIENT_TLS_STRATEGY", "none");
    environment.put("HATCHET_CLIENT_HOST_PORT", "127.0.0.1:" + faults.port());
    environment.put("HATCHET_CLIENT_NAMESPACE", direct.configuration().namespace());
    behind = new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
  }

  @AfterEach
  void disconnect() {
    behind.close();
    faults.close();
  }

  /** Every number has begun once, also after a while in which a second one would. */
  private void awaitBegunOnce(int count) {
    await().atMost(PATIENCE).until(() -> begun.size() >= count);
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(begun).hasSize(count).doesNotHaveDuplicates());
  }

  @Test
  void runOrEventThatMayHaveBegunIsToldAndNotBegunAgain() {
    for (int round = 0; round < rounds(); round++) {
      int n = 2 * round;
      faults.loseAnswers(TRIGGER, 1);
      tellsOfDoubt(
          catchThrowable(() -> behind.runs().start(RunRequest.of("note", Map.of("n", n)))));
      faults.loseAnswers(PUSH, 1);
      tellsOfDoubt(
          catchThrowable(() -> behind.events().push(EventRequest.of("noted", Map.of("n", n + 1)))));
    }
    awaitBegunOnce(2 * rounds());
  }

  private static void tellsOfDoubt(Throwable failure) {
    assertThat(failure)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageEndingWith("It may have been done all the same: look before you ask again.");
  }

  @Test
  void childIsAskedForAgainAndBegunOnce(HatchetClient direct, HatchetWorker worker)
      throws Exception {
    Queue<RunHandle> children = new ConcurrentLinkedQueue<>();
    worker.serve(
        WorkflowDefinition.of(
            "parent",
            List.of(),
            List.of(TaskDefinition.named("spawn").timeout(Duration.ofMinutes(30)).build())),
        Map.of(
            "spawn",
            context -> {
              int round = (Integer) context.task().input().get("round");
              // The children go through the faults, as the worker's own calls would.
              TaskContext faulty =
                  new TaskContext(behind, context.task(), new Attempt(context.task(), null));
              faults.loseAnswers(TRIGGER, SURVIVED);
              children.add(faulty.start(RunRequest.of("note", Map.of("n", 3 * round)), "key"));
              faults.loseAnswers(BULK, SURVIVED);
              children.addAll(
                  faulty.start(
                      List.of(
                          RunRequest.of("note", Map.of("n", 3 * round + 1)),
                          RunRequest.of("note", Map.of("n", 3 * round + 2)))));
              return null;
            }));
    for (int round = 0; round < rounds(); round++) {
      RunResult parent =
          direct
              .runs()
              .start(RunRequest.of("parent", Map.of("round", round)))
              .result(PATIENCE.multipliedBy(2));
      assertThat(parent.status()).as(parent.errors()).isEqualTo(TaskResult.Status.COMPLETED);
    }
    awaitBegunOnce(3 * rounds());
    for (RunHandle child : children) {
      assertThat(child.result(PATIENCE).status()).isEqualTo(TaskResult.Status.COMPLETED);
    }
  }

  @Test
  void resultsComeThoughTheirStreamIsLostBetweenRequestAndAnswer() throws Exception {
    int n = 0;
    for (int round = 0; round < rounds(); round++) {
      List<CompletableFuture<RunResult>> waits = new ArrayList<>();
      faults.loseAnswers(RESULTS, 1);
      for (int i = 0; i < 4; i++) {
        waits.add(behind.runs().start(RunRequest.of("note", Map.of("n", n++))).result());
        if (i % 2 == 0) {
          faults.cut(RESULTS);
        }
      }
      for (CompletableFuture<RunResult> wait : waits) {
        assertThat(wait.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
            .isEqualTo(TaskResult.Status.COMPLETED);
      }
    }
  }
}
