package routes.hatchet.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.protocol.v1.BulkTriggerIdempotencyCollisionError;
import routes.protocol.v1.IdempotencyCollisionError;

/** A run was not started, because another one holds its idempotency key. */
public final class RunExistsException extends HatchetException {

  private static final long serialVersionUID = 1L;

  private final List<String> existing;
  private final List<String> started;

  private RunExistsException(List<String> existing, List<String> started, Throwable cause) {
    super(
        existing.size() == 1
            ? "The run was not started: run " + existing.get(0) + " has the same idempotency key."
            : existing.size()
                + " runs were not started: others have the same idempotency keys, "
                + String.join(", ", existing)
                + ".",
        cause);
    this.existing = List.copyOf(existing);
    this.started = List.copyOf(started);
  }

  /** Reads what the engine tells of a collision; null when the failure is something else. */
  static @Nullable RunExistsException of(Throwable failure) {
    Status status = StatusProto.fromThrowable(failure);
    if (status == null) {
      return null;
    }
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(IdempotencyCollisionError.class)) {
          return new RunExistsException(
              List.of(detail.unpack(IdempotencyCollisionError.class).getExistingRunExternalId()),
              List.of(),
              failure);
        } else if (detail.is(BulkTriggerIdempotencyCollisionError.class)) {
          BulkTriggerIdempotencyCollisionError bulk =
              detail.unpack(BulkTriggerIdempotencyCollisionError.class);
          return new RunExistsException(
              bulk.getCollisionsList().stream()
                  .map(IdempotencyCollisionError::getExistingRunExternalId)
                  .toList(),
              bulk.getSuccessfulWorkflowRunExternalIdsList(),
              failure);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      failure.addSuppressed(e);
    }
    return null;
  }

  /** The runs that hold the keys. */
  public List<String> existing() {
    return existing;
  }

  /** Of many runs asked for at once, those that did start. */
  public List<String> started() {
    return started;
  }
}
