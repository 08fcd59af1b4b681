package routes.engine.scheduler;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Run;

/**
 * Something that happened in a run, for those who follow it.
 *
 * @param resourceId of the task or the run
 * @param payload output, error text or chunk
 * @param last nothing follows
 * @param index order of a stream chunk
 */
public record RunEvent(
    UUID runId,
    Resource resource,
    Type type,
    UUID resourceId,
    Instant at,
    String payload,
    boolean last,
    @Nullable Integer retries,
    @Nullable Integer attempt,
    @Nullable Long index) {

  /** The end of a run, which is its last event. */
  public static RunEvent end(Run run, @Nullable Instant at) {
    Type type =
        switch (run.status()) {
          case FAILED -> Type.FAILED;
          case CANCELLED -> Type.CANCELLED;
          default -> Type.COMPLETED;
        };
    Instant when = at == null ? run.header().createdAt() : at;
    return new RunEvent(run.id(), Resource.RUN, type, run.id(), when, "", true, null, null, null);
  }

  /** What it happened to. */
  public enum Resource {
    TASK,
    RUN
  }

  /** What happened. */
  public enum Type {
    STARTED,
    COMPLETED,
    FAILED,
    CANCELLED,
    STREAM
  }
}
