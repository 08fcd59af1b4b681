package routes.hatchet.client;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.dispatcher.RefreshTimeoutRequest;
import routes.protocol.dispatcher.ReleaseSlotRequest;
import routes.protocol.events.EventsServiceGrpc;
import routes.protocol.events.PutLogRequest;
import routes.protocol.events.PutLogResponse;
import routes.protocol.events.PutStreamEventRequest;

/** What a running task may ask of the engine. Thread-safe. */
public final class Tasks {

  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int MAX_LOG_CHARACTERS = 10_000;
  private static final int MOST_LINES_UNDER_WAY = 1_000;

  private final AtomicLong lostLines = new AtomicLong();
  private final Semaphore underWay = new Semaphore(MOST_LINES_UNDER_WAY);
  private final Connection connection;
  private final Calls calls;

  Tasks(Connection connection, Calls calls) {
    this.connection = connection;
    this.calls = calls;
  }

  /**
   * Adds time to a running task's deadline.
   *
   * @return the new deadline, by the engine's clock
   */
  public Instant refreshTimeout(String taskRunId, Duration more) {
    RefreshTimeoutRequest request =
        RefreshTimeoutRequest.newBuilder()
            .setTaskRunExternalId(taskRunId)
            .setIncrementTimeoutBy(Durations.format(more))
            .build();
    return Times.instant(
        calls
            .once(
                "extending the timeout of task " + taskRunId,
                DEADLINE,
                DispatcherGrpc.newBlockingStub(connection.channel()),
                s -> s.refreshTimeout(request))
            .getTimeoutAt());
  }

  /** Gives the slot back while the task goes on. */
  public void releaseSlot(String taskRunId) {
    ReleaseSlotRequest request =
        ReleaseSlotRequest.newBuilder().setTaskRunExternalId(taskRunId).build();
    calls.repeatable(
        "releasing the slot of task " + taskRunId,
        DEADLINE,
        DispatcherGrpc.newBlockingStub(connection.channel()),
        s -> s.releaseSlot(request));
  }

  /**
   * Writes a line to a task's log, and returns when the engine has it: nothing piles up here. A
   * line that the engine does not take is counted and told in this process's log; it fails nothing.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param message cut at 10,000 characters; nothing is written for null and for empty ones
   */
  public void log(String taskRunId, int retryCount, String level, @Nullable String message) {
    if (message == null || message.isEmpty()) {
      return;
    }
    PutLogRequest request = line(taskRunId, retryCount, level, message);
    try {
      calls.repeatable(
          "writing a log line of task " + taskRunId,
          DEADLINE,
          EventsServiceGrpc.newBlockingStub(connection.channel()),
          s -> s.putLog(request));
    } catch (HatchetException e) {
      lostLines.incrementAndGet();
      LOG.warn("A log line of task {} is lost: {}", taskRunId, e.getMessage());
    }
  }

  /**
   * Writes a line to a task's log and does not wait for the engine. What it does not take, and what
   * is beyond {@value #MOST_LINES_UNDER_WAY} lines that it has not answered yet, is lost and
   * counted.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param message cut at 10,000 characters; nothing is written for null and for empty ones
   */
  public void logSoon(String taskRunId, int retryCount, String level, @Nullable String message) {
    if (message == null || message.isEmpty()) {
      return;
    }
    if (!underWay.tryAcquire()) {
      lostLines.incrementAndGet();
      return;
    }
    Answered<PutLogResponse> answered = new Answered<>();
    CompletableFuture<PutLogResponse> unused =
        answered
            .future()
            .whenComplete(
                (done, failure) -> {
                  underWay.release();
                  if (failure != null) {
                    lostLines.incrementAndGet();
                    LOG.debug("A log line of task {} is lost", taskRunId, failure);
                  }
                });
    EventsServiceGrpc.newStub(connection.channel())
        .withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
        .putLog(line(taskRunId, retryCount, level, message), answered);
  }

  private static PutLogRequest line(
      String taskRunId, int retryCount, String level, String message) {
    return PutLogRequest.newBuilder()
        .setTaskRunExternalId(taskRunId)
        .setCreatedAt(Times.now())
        .setLevel(level)
        .setMessage(line(message))
        .setTaskRetryCount(retryCount)
        .build();
  }

  /** The engine's database has no NUL. */
  private static String line(String message) {
    String text = message.replace('\0', ' ');
    return text.length() > MAX_LOG_CHARACTERS ? text.substring(0, MAX_LOG_CHARACTERS) : text;
  }

  /** Log lines that the engine did not take. */
  public long lostLines() {
    return lostLines.get();
  }

  /**
   * Sends a chunk to whoever follows the run.
   *
   * @param chunk UTF-8 text
   * @param index ordinal of the chunk within the task, from 0
   */
  public void stream(String taskRunId, byte[] chunk, long index) {
    PutStreamEventRequest request =
        PutStreamEventRequest.newBuilder()
            .setTaskRunExternalId(taskRunId)
            .setCreatedAt(Times.now())
            .setMessage(ByteString.copyFrom(chunk))
            .setEventIndex(index)
            .build();
    calls.repeatable(
        "streaming from task " + taskRunId,
        DEADLINE,
        EventsServiceGrpc.newBlockingStub(connection.channel()),
        s -> s.putStreamEvent(request));
  }
}
