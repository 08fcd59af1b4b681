package routes.engine.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * The one writer of a server stream. Sending never blocks: what the connection does not take at
 * once waits here, and a reader that stays far behind loses its stream. Thread-safe.
 */
final class OutboundStream<T extends MessageLite> {
  private static final int MOST_WAITING = 20_000;
  private static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;

  private final ServerCallStreamObserver<T> observer;
  private final Queue<T> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;
  private boolean ending;

  /** To be made before the call's method returns. */
  OutboundStream(ServerCallStreamObserver<T> observer) {
    this.observer = observer;
    observer.setOnReadyHandler(this::drain);
  }

  /** False where the reader is too far behind: its stream has ended, and this was not sent. */
  synchronized boolean send(T message) {
    if (closed || ending) {
      return true;
    }
    if (waiting.isEmpty() && observer.isReady()) {
      observer.onNext(message);
      return true;
    }
    waiting.add(message);
    waitingBytes += message.getSerializedSize();
    if (waiting.size() <= MOST_WAITING && waitingBytes <= MOST_WAITING_BYTES) {
      return true;
    }
    fail(Status.RESOURCE_EXHAUSTED.withDescription("the stream is not read fast enough"));
    return false;
  }

  private synchronized void drain() {
    while (!closed && !waiting.isEmpty() && observer.isReady()) {
      T message = waiting.remove();
      waitingBytes -= message.getSerializedSize();
      observer.onNext(message);
    }
    if (ending && waiting.isEmpty()) {
      close();
    }
  }

  /** Ends the stream after what still waits. */
  synchronized void end() {
    ending = true;
    if (waiting.isEmpty()) {
      close();
    }
  }

  private void close() {
    if (!closed) {
      closed = true;
      observer.onCompleted();
    }
  }

  synchronized void fail(Status status) {
    if (!closed) {
      closed = true;
      observer.onError(status.asRuntimeException());
    }
  }

  /** The client has gone: what waited was not sent. */
  synchronized List<T> abandon() {
    closed = true;
    List<T> unsent = List.copyOf(waiting);
    waiting.clear();
    waitingBytes = 0;
    return unsent;
  }
}
