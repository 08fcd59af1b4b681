package routes.diarization;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes webhooks and Zulip's messages, and serves files. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private volatile byte[] file = new byte[0];

  /** What came in. */
  public record Taken(String method, String path, Map<String, List<String>> headers, String body) {
    /** The first value of a header. */
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** Starts on a free port of this machine. */
  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** An address of it. */
  public String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** The next answer has this status. */
  public Receiver next(int status) {
    statuses.add(status);
    return this;
  }

  /** What GET answers. */
  public Receiver serves(byte[] bytes) {
    file = bytes.clone();
    return this;
  }

  /** What came to a path. */
  public List<Taken> taken(String path) {
    return taken.stream().filter(one -> one.path().equals(path)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      taken.add(
          new Taken(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      Integer status = statuses.poll();
      boolean get = exchange.getRequestMethod().equals("GET");
      byte[] answer =
          get ? file : "{\"result\":\"success\",\"id\":42}".getBytes(StandardCharsets.UTF_8);
      boolean bare = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status == null ? 200 : status, bare ? -1 : answer.length);
      if (!bare) {
        exchange.getResponseBody().write(answer);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
