package routes.engine.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import routes.engine.model.Run;
import routes.engine.model.Task;
import routes.engine.scheduler.WorkerStream;
import routes.protocol.dispatcher.AssignedAction;

/** A worker's stream of actions. */
final class ActionStream implements WorkerStream {
  private final OutboundStream<AssignedAction> stream;

  ActionStream(ServerCallStreamObserver<AssignedAction> observer) {
    this.stream = new OutboundStream<>(observer);
  }

  @Override
  public void start(Run run, int ordinal) {
    stream.send(Actions.start(run, ordinal));
  }

  @Override
  public void cancel(Run run, Task attempt) {
    stream.send(Actions.cancel(run, attempt));
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
