package routes.documents.child;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the network away from this JVM's code. Where the system allows it, the process has none
 * anyway; this holds everywhere. Nothing that reads a document needs one.
 */
public final class NoNetwork extends SelectorProvider {

  /** The system property that names this class as the maker of channels. */
  static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

  private static final Set<String> LOCAL = Set.of("file", "jar", "jrt");

  /** Made by the JVM, which finds it by {@link #PROPERTY}. */
  public NoNetwork() {}

  /** Takes away what the property does not cover: sockets of the old kind, and addresses. */
  @SuppressWarnings("deprecation") // the only way to refuse sockets from within
  public static void install() {
    try {
      Socket.setSocketImplFactory(
          () -> {
            throw new UnsupportedOperationException(REFUSAL);
          });
      URL.setURLStreamHandlerFactory(protocol -> LOCAL.contains(protocol) ? null : new Refusing());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String REFUSAL = "the process that reads documents has no network";

  private static IOException refused() {
    return new IOException(REFUSAL);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    throw refused();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    throw refused();
  }

  @Override
  public Pipe openPipe() throws IOException {
    throw refused();
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    throw refused();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    throw refused();
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    throw refused();
  }

  /** A protocol that is not spoken here. */
  private static final class Refusing extends URLStreamHandler {
    @Override
    protected @Nullable URLConnection openConnection(URL url) throws IOException {
      throw refused();
    }
  }
}
