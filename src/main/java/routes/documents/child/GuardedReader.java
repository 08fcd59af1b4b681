package routes.documents.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.documents.DocumentText;
import routes.documents.UnreadableDocumentException;
import routes.documents.child.Frames.Frame;
import routes.documents.pdf.Limits;

/**
 * Reads documents in processes of their own. One waits, warm, for the next document for a while;
 * one that a document has ended is replaced. Thread-safe.
 */
public final class GuardedReader implements AutoCloseable {

  private static final GuardedReader SHARED = new GuardedReader(ChildLimits.standard());

  private final ChildLimits limits;
  private final Semaphore places;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final ObjectMapper json = new ObjectMapper();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "document-readers");
            thread.setDaemon(true);
            return thread;
          });

  /** A child without work, and since when. */
  private record Idle(ReaderChild child, long since) {}

  /** A reader of its own; close it. */
  public GuardedReader(ChildLimits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.processes(), true);
    long look = Math.max(1, limits.idle().toMillis() / 2);
    ScheduledFuture<?> unused =
        sweeper.scheduleWithFixedDelay(this::sweep, look, look, TimeUnit.MILLISECONDS);
  }

  /** The one of this process: its children are what the whole process may have. */
  public static GuardedReader shared() {
    return SHARED;
  }

  /**
   * The pages of a PDF.
   *
   * @throws UnreadableDocumentException with one sentence
   */
  public DocumentText read(byte[] pdf) {
    if (pdf.length > Limits.standard().bytes()) {
      throw new UnreadableDocumentException(
          "The document has %,d bytes: send one of at most %,d."
              .formatted(pdf.length, Limits.standard().bytes()));
    }
    byte[] answer = ask(new Frame(Frames.READ, 0, 0, pdf));
    try {
      return json.readValue(answer, DocumentText.class);
    } catch (IOException e) {
      throw new UnreadableDocumentException(
          "The PDF's text came back broken: save it anew and send it again.", e);
    }
  }

  /**
   * A page as printed, as PNG.
   *
   * @param page counted from 1
   * @param dpi dots per inch
   * @throws UnreadableDocumentException with one sentence
   */
  public byte[] picture(byte[] pdf, int page, int dpi) {
    return ask(new Frame(Frames.PICTURE, page, dpi, pdf));
  }

  private byte[] ask(Frame request) {
    try {
      places.acquire();
      try {
        return ask(take(), request);
      } catch (ReaderUnavailableException e) {
        // It had ended while it waited; a new one has not.
        return ask(new ReaderChild(limits), request);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReaderUnavailableException("Reading the document was interrupted.", e);
    }
  }

  private byte[] ask(ReaderChild child, Frame request) throws InterruptedException {
    try {
      return child.ask(request);
    } finally {
      giveBack(child);
    }
  }

  private ReaderChild take() {
    @Nullable ReaderChild child = null;
    synchronized (idle) {
      while (child == null && !idle.isEmpty()) {
        ReaderChild next = idle.pop().child();
        if (next.fresh()) {
          child = next;
        } else {
          next.end();
        }
      }
    }
    return child == null ? new ReaderChild(limits) : child;
  }

  private void giveBack(ReaderChild child) {
    if (child.fresh() && !sweeper.isShutdown()) {
      synchronized (idle) {
        idle.push(new Idle(child, System.nanoTime()));
      }
    } else {
      child.end();
    }
  }

  /** The processes that wait for a document. */
  Set<Long> waiting() {
    synchronized (idle) {
      return idle.stream().map(one -> one.child().pid()).collect(Collectors.toSet());
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    synchronized (idle) {
      idle.removeIf(
          one -> {
            boolean old = now - one.since() > limits.idle().toNanos();
            if (old) {
              one.child().end();
            }
            return old;
          });
    }
  }

  /** Ends the children that have no work. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    synchronized (idle) {
      idle.forEach(one -> one.child().end());
      idle.clear();
    }
  }
}
