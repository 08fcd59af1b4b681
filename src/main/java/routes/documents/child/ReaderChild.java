package routes.documents.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import routes.documents.UnreadableDocumentException;
import routes.documents.child.Frames.Frame;

/**
 * One child process, watched while it works. Not thread-safe: one document at a time. It is used no
 * more after a document has ended it.
 */
final class ReaderChild {

  private static final int OUT_OF_MEMORY = 3;
  private static final long LOOK_MILLIS = 50;
  private static final long KIBIBYTES_PER_PAGE = 4;

  private final ChildLimits limits;
  private final Process process;
  private final DataOutputStream out;
  private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
  private int documents;
  private volatile boolean ended;

  ReaderChild(ChildLimits limits) {
    this.limits = limits;
    try {
      this.process = ChildCommand.start(limits);
    } catch (IOException e) {
      throw new ReaderUnavailableException(
          "The process that reads documents cannot be started: %s.".formatted(e.getMessage()), e);
    }
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    Thread listener = new Thread(this::listen, "document-reader-" + process.pid());
    listener.setDaemon(true);
    listener.start();
  }

  private void listen() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      Frame answer = Frames.read(in);
      while (answer != null) {
        answers.add(answer);
        answer = Frames.read(in);
      }
    } catch (IOException e) {
      // The child is gone; whoever waits for it sees that.
    }
  }

  long pid() {
    return process.pid();
  }

  /** Whether it may read another document. */
  boolean fresh() {
    return !ended && process.isAlive() && documents < limits.documents();
  }

  /** Ends it. */
  void end() {
    ended = true;
    process.destroyForcibly();
  }

  /**
   * Gives the child a document and waits for its answer.
   *
   * @throws UnreadableDocumentException with one sentence, when the document cannot be read or has
   *     ended the child
   * @throws InterruptedException when whoever waits is interrupted; the child is ended then
   */
  byte[] ask(Frame request) throws InterruptedException {
    documents++;
    long begun = System.nanoTime();
    try {
      Frames.write(out, request);
    } catch (IOException e) {
      end();
      throw new ReaderUnavailableException("The process that reads documents has ended.", e);
    }
    try {
      return answer(begun);
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  private byte[] answer(long begun) throws InterruptedException {
    Duration pageBegun = cpu();
    while (true) {
      @Nullable Frame frame = answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (frame == null && !process.isAlive()) {
        // What it said last may have come after the look into the queue.
        frame = answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (frame == null) {
          throw ended();
        }
      }
      if (frame == null) {
        watch(begun, pageBegun);
      } else if (frame.kind() == Frames.PROGRESS) {
        pageBegun = cpu();
      } else if (frame.kind() == Frames.REFUSED) {
        throw new UnreadableDocumentException(new String(frame.bytes(), StandardCharsets.UTF_8));
      } else {
        return frame.bytes();
      }
    }
  }

  private void watch(long begun, Duration pageBegun) {
    if (cpu().minus(pageBegun).compareTo(limits.cpu()) > 0) {
      throw costly(
          "a page takes more than %d seconds of processor time"
              .formatted(limits.cpu().toSeconds()));
    }
    if (System.nanoTime() - begun > limits.time().toNanos()) {
      throw costly("it takes more than %d seconds".formatted(limits.time().toSeconds()));
    }
    if (residentMebibytes() > limits.residentMebibytes()) {
      throw costly("it needs more than %d MiB of memory".formatted(limits.residentMebibytes()));
    }
  }

  private UnreadableDocumentException costly(String clause) {
    end();
    return new UnreadableDocumentException("The PDF is too costly to read: %s.".formatted(clause));
  }

  private RuntimeException ended() throws InterruptedException {
    int code = process.waitFor();
    if (code == OUT_OF_MEMORY) {
      return costly("it needs more than %d MiB of memory".formatted(limits.heapMebibytes()));
    }
    end();
    return new UnreadableDocumentException(
        "The PDF ended the process that reads documents (exit code %d): save it anew and send it again."
            .formatted(code));
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The memory of the process; 0 where the system does not tell. */
  private long residentMebibytes() {
    try {
      String[] pages =
          Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm")).split(" ", -1);
      return Long.parseLong(pages[1]) * KIBIBYTES_PER_PAGE / 1024;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
