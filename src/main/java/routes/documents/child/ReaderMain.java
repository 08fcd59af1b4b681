package routes.documents.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import routes.documents.DocumentReader;
import routes.documents.UnreadableDocumentException;
import routes.documents.child.Frames.Frame;

/**
 * The process that reads documents, one after the other, for the process that started it. It has no
 * network and no environment, and ends with its parent.
 */
public final class ReaderMain {

  private static final byte[] NOTHING = {};

  private final DocumentReader reader;
  private final DataOutputStream out;
  private final ObjectMapper json = new ObjectMapper();

  private ReaderMain(DataOutputStream out) {
    this.out = out;
    this.reader = new DocumentReader().onPage(this::progress);
  }

  /** Serves until the parent is gone. */
  public static void main(String[] arguments) throws InterruptedException {
    NoNetwork.install();
    PrintStream answers = System.out;
    // Whatever a library prints must not get between the messages.
    System.setOut(System.err);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers));
    ReaderMain main = new ReaderMain(out);
    BlockingQueue<Frame> requests = new ArrayBlockingQueue<>(1);
    // The parent's end is seen even while a document keeps the other thread busy.
    Thread listener = new Thread(() -> listen(requests), "parent");
    listener.setDaemon(true);
    listener.start();
    while (true) {
      main.serve(requests.take());
    }
  }

  private static void listen(BlockingQueue<Frame> requests) {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
      Frame request = Frames.read(in);
      while (request != null) {
        requests.put(request);
        request = Frames.read(in);
      }
    } catch (IOException e) {
      // The parent is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private void serve(Frame request) {
    try {
      byte[] answer =
          request.kind() == Frames.PICTURE
              ? reader.picture(request.bytes(), request.one(), request.two())
              : json.writeValueAsBytes(reader.read(request.bytes()));
      send(new Frame(Frames.DONE, 0, 0, answer));
    } catch (UnreadableDocumentException e) {
      send(new Frame(Frames.REFUSED, 0, 0, e.getMessage().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void progress(int page) {
    send(new Frame(Frames.PROGRESS, page, 0, NOTHING));
  }

  private void send(Frame frame) {
    try {
      Frames.write(out, frame);
    } catch (IOException e) {
      Runtime.getRuntime().halt(0);
    }
  }
}
