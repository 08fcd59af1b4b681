package routes.engine.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.function.Consumer;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.scheduler.WorkerStream;
import routes.protocol.dispatcher.AssignedAction;

/** A worker's stream of actions. */
final class ActionStream implements WorkerStream {
  private final OutboundStream<AssignedAction> stream;
  private final Consumer<ActionStream> onLost;

  /**
   * @param onLost called when the worker does not read what it is sent
   */
  ActionStream(ServerCallStreamObserver<AssignedAction> observer, Consumer<ActionStream> onLost) {
    this.stream = new OutboundStream<>(observer);
    this.onLost = onLost;
  }

  @Override
  public void start(Run run, int ordinal) {
    send(Actions.start(run, ordinal));
  }

  @Override
  public void cancel(Run run, Task attempt) {
    send(Actions.cancel(run, attempt));
  }

  private void send(AssignedAction action) {
    if (!stream.send(action)) {
      onLost.accept(this);
    }
  }

  @Override
  public void end() {
    stream.end();
  }

  void fail(Status status) {
    stream.fail(status);
  }

  /** The client has gone. */
  List<AssignedAction> abandon() {
    return stream.abandon();
  }
}
