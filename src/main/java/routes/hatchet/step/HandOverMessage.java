package routes.hatchet.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.hatchet.client.Json;

/**
 * What the topics of steps and the control topic carry, as JSON.
 *
 * @param version 1
 * @param kind what it says
 * @param origin process that sent it
 * @param task the attempt handed over; for ATTEMPT
 * @param attempt the attempt meant; for CANCEL, BEGUN and FINISHED
 */
public record HandOverMessage(
    int version,
    Kind kind,
    String origin,
    @Nullable AssignedTask task,
    @Nullable AttemptKey attempt) {

  private static final int VERSION = 1;

  /** What a message says. */
  public enum Kind {
    /** Run this attempt. */
    ATTEMPT,
    /** The engine has cancelled this attempt. */
    CANCEL,
    /** This attempt begins. */
    BEGUN,
    /** This attempt has ended. */
    FINISHED
  }

  static HandOverMessage attempt(String origin, AssignedTask task) {
    return new HandOverMessage(VERSION, Kind.ATTEMPT, origin, task, null);
  }

  static HandOverMessage control(Kind kind, String origin, AttemptKey attempt) {
    return new HandOverMessage(VERSION, kind, origin, null, attempt);
  }

  byte[] bytes() {
    return Json.write(this).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException when it is none, with the reason
   */
  static HandOverMessage read(byte @Nullable [] bytes) throws MalformedMessageException {
    if (bytes == null || bytes.length == 0) {
      throw new MalformedMessageException("The message is empty.");
    }
    HandOverMessage message;
    try {
      message = Json.MAPPER.readValue(bytes, HandOverMessage.class);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(
          "The message is no attempt that a worker handed over: it is not readable at line %d, column %d."
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new MalformedMessageException("The message cannot be read: " + e.getMessage() + ".");
    }
    if (message == null || message.version != VERSION) {
      throw new MalformedMessageException(
          "The message has version "
              + (message == null ? "none" : message.version)
              + ", and this process reads version "
              + VERSION
              + ".");
    }
    if (message.kind == null || message.origin == null) {
      throw new MalformedMessageException("The message has no kind or no origin.");
    }
    AttemptKey key =
        message.kind == Kind.ATTEMPT
            ? message.task == null ? null : message.task.key()
            : message.attempt;
    if (key == null || key.taskRunId() == null || key.taskRunId().isEmpty()) {
      throw new MalformedMessageException("The message names no attempt.");
    }
    if (message.task != null && incomplete(message.task)) {
      throw new MalformedMessageException("The attempt in the message is not complete.");
    }
    return message;
  }

  private static boolean incomplete(AssignedTask task) {
    return task.workflowRunId() == null
        || task.actionId() == null
        || task.taskName() == null
        || task.payload() == null
        || task.metadata() == null
        || task.assignedAt() == null
        || task.workerId() == null
        || task.stepId() == null;
  }

  /** A message that nobody here can read. */
  static final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
      super(message);
    }
  }
}
