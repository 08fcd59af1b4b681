package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.dispatcher.ResourceEventType;
import routes.protocol.dispatcher.ResourceType;
import routes.protocol.dispatcher.StepRunResult;
import routes.protocol.dispatcher.SubscribeToWorkflowEventsRequest;
import routes.protocol.dispatcher.SubscribeToWorkflowRunsRequest;
import routes.protocol.dispatcher.WorkflowEvent;
import routes.protocol.dispatcher.WorkflowRunEvent;
import routes.protocol.events.PutStreamEventRequest;

/** The streams on which clients hear of results and of what happens in a run. */
class ResultStreamsIT {
  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  /** Keeps what comes. */
  private static final class Kept<T> implements StreamObserver<T> {
    final BlockingQueue<T> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Status.Code> end = new CompletableFuture<>();

    @Override
    public void onNext(T message) {
      messages.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
      end.complete(Status.Code.OK);
    }

    T take() throws InterruptedException {
      T message = messages.poll(30, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came within 30 seconds");
      }
      return message;
    }

    @Nullable T poll() throws InterruptedException {
      return messages.poll(500, TimeUnit.MILLISECONDS);
    }

    Status.Code ended() {
      return end.orTimeout(30, TimeUnit.SECONDS).join();
    }
  }

  private static SubscribeToWorkflowRunsRequest asking(String run) {
    return SubscribeToWorkflowRunsRequest.newBuilder().setWorkflowRunId(run).build();
  }

  @Test
  void everyRunIsAnsweredOnceWhenItEndsOrAtOnceWhenItHas() throws InterruptedException {
    harness.put(workflow("awaited", task("awaited:t")));
    WorkerClient worker = harness.worker("awaited:t");
    Kept<WorkflowRunEvent> results = new Kept<>();
    StreamObserver<SubscribeToWorkflowRunsRequest> questions =
        harness.dispatcherAsync().subscribeToWorkflowRuns(results);
    String run = harness.trigger("awaited", "{}");
    questions.onNext(asking("nonsense"));
    questions.onNext(asking(UUID.randomUUID().toString()));
    questions.onNext(asking(run));
    assertThat(results.poll()).isNull();
    worker.complete(worker.take(), "{\"v\":1}");
    WorkflowRunEvent event = results.take();
    assertThat(event.getWorkflowRunId()).isEqualTo(run);
    assertThat(event.getResultsList())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.getTaskName()).isEqualTo("t");
              assertThat(result.getTaskRunExternalId()).isEqualTo(run);
              assertThat(result.getOutput()).isEqualTo("{\"v\":1}");
              assertThat(result.hasError()).isFalse();
            });
    assertThat(results.poll()).isNull();
    // Asked again, as after a reconnect: answered again.
    questions.onNext(asking(run));
    assertThat(results.take().getResultsList()).isEqualTo(event.getResultsList());
    questions.onCompleted();
    assertThat(results.ended()).isEqualTo(Status.Code.OK);
  }

  @Test
  void aResultSaysHowItsTaskEnded() throws InterruptedException {
    harness.put(
        workflow(
                "outcomes",
                task("outcomes:good"),
                task("outcomes:bad"),
                task("outcomes:last", "bad"))
            .setOnFailureTask(task("outcomes:mend")));
    harness.put(workflow("calm", task("calm:t")).setOnFailureTask(task("calm:mend")));
    WorkerClient worker =
        harness.worker("outcomes:good", "outcomes:bad", "outcomes:mend", "calm:t");
    List<StepRunResult> results = results(worker, "outcomes");
    assertThat(result(results, "good").getOutput()).isEqualTo("{}");
    assertThat(result(results, "good").hasError()).isFalse();
    assertThat(result(results, "bad").getError()).isEqualTo("kaputt");
    assertThat(result(results, "bad").hasOutput()).isFalse();
    // Cancelled: present and empty.
    assertThat(result(results, "last").hasError()).isTrue();
    assertThat(result(results, "last").getError()).isEmpty();
    assertThat(result(results, "mend").getOutput()).isEqualTo("{}");
    StepRunResult skipped = result(results(worker, "calm"), "mend");
    assertThat(skipped.getOutput()).isEqualTo("{\"skipped\":true}");
    assertThat(skipped.hasError()).isFalse();
  }

  private static StepRunResult result(List<StepRunResult> results, String task) {
    return results.stream().filter(r -> r.getTaskName().equals(task)).findFirst().orElseThrow();
  }

  private static List<StepRunResult> results(WorkerClient worker, String name)
      throws InterruptedException {
    Kept<WorkflowRunEvent> results = new Kept<>();
    StreamObserver<SubscribeToWorkflowRunsRequest> questions =
        harness.dispatcherAsync().subscribeToWorkflowRuns(results);
    questions.onNext(asking(harness.trigger(name, "{}")));
    WorkflowRunEvent event = null;
    while (event == null) {
      AssignedAction action = worker.poll(100);
      if (action != null && action.getTaskName().equals("bad")) {
        worker.fail(action, "kaputt");
      } else if (action != null) {
        worker.complete(action, "{}");
      }
      event = results.messages.poll();
    }
    questions.onCompleted();
    return event.getResultsList();
  }

  @Test
  void resultsTooLargeForAMessageAreLeftOutAndTheRunIsStillAnswered() throws InterruptedException {
    harness.put(workflow("huge", task("huge:a"), task("huge:b")));
    WorkerClient worker = harness.worker("huge:a", "huge:b");
    Kept<WorkflowRunEvent> results = new Kept<>();
    StreamObserver<SubscribeToWorkflowRunsRequest> questions =
        harness.dispatcherAsync().subscribeToWorkflowRuns(results);
    String run = harness.trigger("huge", "{}");
    questions.onNext(asking(run));
    String output = "{\"x\":\"" + "y".repeat(3_000_000) + "\"}";
    worker.complete(worker.take(), output);
    worker.complete(worker.take(), output);
    assertThat(results.take().getResultsCount()).isZero();
    // What is left out can be read one by one.
    String task =
        new RestClient(harness.engine, harness.engine.token())
            .get("/api/v1/stable/workflow-runs/" + run)
            .json()
            .at("/tasks/0/output/x")
            .asText();
    assertThat(task).hasSize(3_000_000);
    questions.onCompleted();
  }

  private static SubscribeToWorkflowEventsRequest following(String run) {
    return SubscribeToWorkflowEventsRequest.newBuilder().setWorkflowRunId(run).build();
  }

  private static void chunk(String task, String text, @Nullable Integer index) {
    PutStreamEventRequest.Builder chunk =
        PutStreamEventRequest.newBuilder()
            .setTaskRunExternalId(task)
            .setMessage(ByteString.copyFromUtf8(text));
    if (index != null) {
      chunk.setEventIndex(index);
    }
    var unused = harness.events().putStreamEvent(chunk.build());
  }

  /** The first and the third never come; nothing else does either. */
  @Test
  void everyGapBetweenChunksIsGivenUpInItsTime() throws InterruptedException {
    harness.put(workflow("gaps", task("gaps:t")));
    WorkerClient worker = harness.worker("gaps:t");
    Kept<WorkflowEvent> events = new Kept<>();
    String run = harness.trigger("gaps", "{}");
    harness.dispatcherAsync().subscribeToWorkflowEvents(following(run), events);
    AssignedAction action = worker.take();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              chunk(run, "probe", null);
              return !events.messages.isEmpty();
            });
    chunk(action.getTaskRunExternalId(), "second", 1);
    chunk(action.getTaskRunExternalId(), "fourth", 3);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> events.messages.stream().anyMatch(e -> e.getEventPayload().contains("fourth")));
    worker.complete(action, "{}");
  }

  @Test
  void aFollowerHearsChunksInTheirOrderThenTheEndOfTheTaskAndOfTheRun()
      throws InterruptedException {
    harness.put(workflow("followed", task("followed:t")));
    WorkerClient worker = harness.worker("followed:t");
    Kept<WorkflowEvent> events = new Kept<>();
    String run = harness.trigger("followed", "{}");
    harness.dispatcherAsync().subscribeToWorkflowEvents(following(run), events);
    AssignedAction action = worker.take();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              chunk(run, "probe", null);
              return events.poll() != null;
            });
    for (int index : new int[] {2, 0, 1}) {
      chunk(run, "c" + index, index);
    }
    for (String expected : List.of("c0", "c1", "c2")) {
      WorkflowEvent event = nextButProbes(events);
      assertThat(event.getEventType()).isEqualTo(ResourceEventType.RESOURCE_EVENT_TYPE_STREAM);
      assertThat(event.getResourceId()).isEqualTo(run);
      assertThat(event.getEventPayload()).isEqualTo(expected);
    }
    // A gap is not waited for once the task has ended.
    chunk(run, "c9", 9);
    worker.complete(action, "{\"v\":1}");
    assertThat(nextButProbes(events).getEventPayload()).isEqualTo("c9");
    WorkflowEvent task = events.take();
    assertThat(task.getResourceType()).isEqualTo(ResourceType.RESOURCE_TYPE_STEP_RUN);
    assertThat(task.getEventType()).isEqualTo(ResourceEventType.RESOURCE_EVENT_TYPE_COMPLETED);
    assertThat(task.getEventPayload()).isEqualTo("{\"v\":1}");
    WorkflowEvent end = events.take();
    assertThat(end.getResourceType()).isEqualTo(ResourceType.RESOURCE_TYPE_WORKFLOW_RUN);
    assertThat(end.getHangup()).isTrue();
    assertThat(events.ended()).isEqualTo(Status.Code.OK);

    Kept<WorkflowEvent> late = new Kept<>();
    harness.dispatcherAsync().subscribeToWorkflowEvents(following(run), late);
    assertThat(late.ended()).isEqualTo(Status.Code.OK);
    assertThatThrownBy(
            () ->
                harness
                    .events()
                    .putStreamEvent(
                        PutStreamEventRequest.newBuilder()
                            .setTaskRunExternalId(run)
                            .setMessage(ByteString.copyFrom(new byte[] {(byte) 0xff}))
                            .build()))
        .hasMessageStartingWith("INVALID_ARGUMENT");
  }

  private static WorkflowEvent nextButProbes(Kept<WorkflowEvent> events)
      throws InterruptedException {
    WorkflowEvent event = events.take();
    while (event.getEventPayload().equals("probe")
        || event.getEventType() == ResourceEventType.RESOURCE_EVENT_TYPE_STARTED) {
      event = events.take();
    }
    return event;
  }

  @Test
  void aFollowerNamesARunOrAnEntryOfMetadata() {
    for (SubscribeToWorkflowEventsRequest wrong :
        List.of(
            SubscribeToWorkflowEventsRequest.getDefaultInstance(),
            SubscribeToWorkflowEventsRequest.newBuilder().setAdditionalMetaKey("k").build(),
            following("nonsense"))) {
      Kept<WorkflowEvent> refused = new Kept<>();
      harness.dispatcherAsync().subscribeToWorkflowEvents(wrong, refused);
      assertThat(refused.ended()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    Kept<WorkflowEvent> unknown = new Kept<>();
    harness
        .dispatcherAsync()
        .subscribeToWorkflowEvents(following(UUID.randomUUID().toString()), unknown);
    assertThat(unknown.ended()).isEqualTo(Status.Code.NOT_FOUND);
  }
}
