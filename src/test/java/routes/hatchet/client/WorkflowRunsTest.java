package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.protocol.v1.RunStatus;

/** The runs of a workflow: by a stream where the engine has one, by looking where it has not. */
class WorkflowRunsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<String> followed = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final List<RunEvent> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  private record Followed(String run, List<String> closed) implements RunSubscription {
    @Override
    public boolean ended() {
      return false;
    }

    @Override
    public void close() {
      closed.add(run);
    }
  }

  private RunSubscription follow(String run) {
    followed.add(run);
    return new Followed(run, closed);
  }

  @Test
  void withoutAStreamRunsThatBeginFromNowOnAreFoundAndFollowedOnce() {
    begun.add("just begun");
    Instant recently = Instant.now().minusSeconds(30);
    AtomicInteger looks = new AtomicInteger();
    RunSubscription runs =
        new WorkflowRuns(
                since -> {
                  if (looks.incrementAndGet() % 3 == 2) {
                    throw new HatchetException("away");
                  }
                  List<String> found = new ArrayList<>(begun);
                  if (since.isBefore(recently)) {
                    found.add("before");
                  }
                  return found;
                },
                this::follow,
                timer)
            .open();
    await().atMost(PATIENCE).until(() -> looks.get() >= 2);
    begun.addAll(List.of("one", "two"));
    await().atMost(PATIENCE).until(() -> followed.contains("two"));
    int then = looks.get();
    await().atMost(PATIENCE).until(() -> looks.get() >= then + 3);
    assertThat(followed).containsExactly("just begun", "one", "two");
    runs.close();
    assertThat(closed).containsExactly("just begun", "one", "two");
    assertThat(runs.ended()).isTrue();
  }

  @Test
  void engineThatDoesNotAnswerIsAskedAgainWhatItOffers() {
    AtomicInteger asked = new AtomicInteger();
    FollowedWorkflow workflow =
        new FollowedWorkflow(
            "w",
            own -> {
              if (asked.incrementAndGet() < 3) {
                throw new HatchetException("REST is away");
              }
              return follow("all");
            });
    workflow.open();
    await().atMost(PATIENCE).until(() -> followed.contains("all"));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              workflow.close();
              return closed.contains("all");
            });
    assertThat(asked).hasValue(3);
  }

  private static RunEvent event(String run, RunEvent.Resource resource, RunEvent.Type type) {
    return new RunEvent(
        run, resource, run, type, Instant.EPOCH, "", null, null, resource == RunEvent.Resource.RUN);
  }

  @Test
  void endsThatWereMissedWhileTheStreamWasAwayAreToldOnce() {
    RunEventListener teller =
        new RunEventListener() {
          @Override
          public void happened(RunEvent event) {
            told.add(event);
          }

          @Override
          public void failed(HatchetException failure) {
            throw failure;
          }
        };
    begun.add("before");
    RunResults.RunLookup lookup =
        run ->
            CompletableFuture.completedFuture(
                new RunDetails(
                    run, RunStatus.COMPLETED, !run.equals("goes on"), null, null, Map.of()));
    WorkflowListener listener = new WorkflowListener(teller, lookup, since -> List.copyOf(begun));
    listener.begin();
    for (String run : List.of("told", "missed", "goes on")) {
      begun.add(run);
      listener.happened(event(run, RunEvent.Resource.TASK, RunEvent.Type.STARTED));
    }
    listener.happened(event("told", RunEvent.Resource.RUN, RunEvent.Type.FAILED));
    told.clear();
    begun.add("begun and ended meanwhile");
    listener.lookAgain();
    listener.lookAgain();
    assertThat(told)
        .extracting(RunEvent::runId)
        .containsExactlyInAnyOrder("missed", "begun and ended meanwhile");
    // The stream tells of it a little later.
    listener.happened(event("missed", RunEvent.Resource.RUN, RunEvent.Type.COMPLETED));
    listener.happened(event("goes on", RunEvent.Resource.RUN, RunEvent.Type.CANCELLED));
    assertThat(told).extracting(RunEvent::runId).endsWith("goes on").hasSize(3);
    // A run that is replayed ends once more.
    listener.happened(event("told", RunEvent.Resource.TASK, RunEvent.Type.STARTED));
    listener.happened(event("told", RunEvent.Resource.RUN, RunEvent.Type.COMPLETED));
    assertThat(told).hasSize(5);
  }
}
