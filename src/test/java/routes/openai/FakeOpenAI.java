package routes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A small server that speaks OpenAI's protocol: chat completion, embeddings and transcription. What
 * it is asked is kept; what it answers can be told, once or always.
 */
public final class FakeOpenAI implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came in. */
  public record Asked(String path, Map<String, List<String>> headers, String body) {

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The first value of a header. */
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** What goes out; {@code announced} is the length it claims to have. */
  public record Answer(int status, Map<String, String> headers, String body, int announced) {

    /** An answer with its own length. */
    public static Answer of(int status, String body, Map<String, String> headers) {
      return new Answer(status, headers, body, body.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Function<Asked, Answer>> next = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Function<Asked, String> words = question -> "Hello.";

  /** Starts on a free port of this machine. */
  public FakeOpenAI() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/v1/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Its address, as {@code baseUrl} takes it. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** What it was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** What its model says from now on. */
  public FakeOpenAI says(Function<Asked, String> words) {
    this.words = words;
    return this;
  }

  /** What its model says from now on. */
  public FakeOpenAI says(String text) {
    return says(question -> text);
  }

  /** The next answer is this one. */
  public FakeOpenAI next(int status, String body, Map<String, String> headers) {
    next.add(question -> Answer.of(status, body, headers));
    return this;
  }

  /** The next answer is a completion that ended so. */
  public FakeOpenAI nextCompletion(String text, String finishReason) {
    next.add(question -> Answer.of(200, completion(text, finishReason), Map.of()));
    return this;
  }

  /** The next answer breaks off in the middle. */
  public FakeOpenAI nextCutOff() {
    String whole = completion("cut off", "stop");
    next.add(question -> new Answer(200, Map.of(), whole.substring(0, 40), whole.length()));
    return this;
  }

  /** The next answer does not come before the server ends. */
  public FakeOpenAI nextSilence() {
    next.add(
        question -> {
          try {
            ending.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Answer.of(500, "{}", Map.of());
        });
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked question =
          new Asked(
              exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body);
      asked.add(question);
      Function<Asked, Answer> told = next.poll();
      Answer answer = told == null ? usual(question) : told.apply(question);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
      exchange.sendResponseHeaders(answer.status(), answer.announced());
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private Answer usual(Asked question) {
    return switch (question.path()) {
      case "/v1/chat/completions" ->
          Answer.of(200, completion(words.apply(question), "stop"), Map.of());
      case "/v1/embeddings" -> Answer.of(200, embeddings(question.json()), Map.of());
      case "/v1/audio/transcriptions" -> transcription(question.body());
      default -> Answer.of(404, "{\"error\":{\"message\":\"no such address\"}}", Map.of());
    };
  }

  private static String completion(String text, String finishReason) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1);
    answer.put("model", "fake-1");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", finishReason).putNull("logprobs");
    choice.putObject("message").put("role", "assistant").put("content", text).putNull("refusal");
    answer
        .putObject("usage")
        .put("prompt_tokens", 11)
        .put("completion_tokens", 7)
        .put("total_tokens", 18);
    return answer.toString();
  }

  private static String embeddings(JsonNode question) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("object", "list").put("model", "fake-embedding-1");
    ArrayNode data = answer.putArray("data");
    JsonNode input = question.path("input");
    for (int i = 0; i < (input.isArray() ? input.size() : 1); i++) {
      ObjectNode one = data.addObject().put("object", "embedding").put("index", i);
      one.putArray("embedding").add(0.5).add(i).add(-1.25);
    }
    answer.putObject("usage").put("prompt_tokens", 3).put("total_tokens", 3);
    return answer.toString();
  }

  private static Answer transcription(String form) {
    if (form.contains("\r\nvtt\r\n")) {
      return Answer.of(
          200,
          "WEBVTT\n\n00:00.000 --> 00:01.000\nHello there.\n",
          Map.of("Content-Type", "text/plain"));
    }
    ObjectNode answer = JSON.createObjectNode().put("text", "Hello there.");
    if (form.contains("\r\nverbose_json\r\n")) {
      answer.put("task", "transcribe").put("language", "english").put("duration", 1.5);
      ArrayNode words = answer.putArray("words");
      words.addObject().put("word", "Hello").put("start", 0.0).put("end", 0.4);
      words.addObject().put("word", "there").put("start", 0.5).put("end", 0.9);
      answer.putArray("segments");
    }
    return Answer.of(200, answer.toString(), Map.of());
  }

  @Override
  public void close() {
    ending.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
