package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.engine.EngineHarness.task;
import static routes.engine.EngineHarness.workflow;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.protocol.dispatcher.AssignedAction;
import routes.protocol.events.PutStreamEventRequest;

class LiveEventsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static EngineHarness harness;

  @BeforeAll
  static void start() {
    harness = new EngineHarness(directory);
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static URI live(String scheme, String run) {
    return URI.create(
        scheme
            + "://127.0.0.1:"
            + harness.engine.restPort()
            + "/api/v1/stable/workflow-runs/"
            + run
            + "/live");
  }

  private static HttpRequest request(String run) {
    return HttpRequest.newBuilder(live("http", run))
        .header("Authorization", "Bearer " + harness.engine.token())
        .build();
  }

  private static void chunk(AssignedAction action, String text) {
    var unused =
        harness
            .events()
            .putStreamEvent(
                PutStreamEventRequest.newBuilder()
                    .setTaskRunExternalId(action.getTaskRunExternalId())
                    .setMessage(ByteString.copyFromUtf8(text))
                    .build());
  }

  @Test
  void serverSentEventsEndWithTheRun() throws Exception {
    harness.put(workflow("followed", task("followed:t")));
    WorkerClient worker = harness.worker("followed:t");
    String run = harness.trigger("followed", "{}");
    AssignedAction action = worker.take();
    HttpResponse<Stream<String>> response =
        HTTP.send(request(run), HttpResponse.BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    worker.started(action);
    chunk(action, "half");
    worker.complete(action, "{\"done\":true}");
    String events =
        response
            .body()
            .filter(line -> line.startsWith("event: "))
            .map(line -> line.substring(7))
            .collect(Collectors.joining(" "));
    // Whether the start and the chunk came before the subscription is the network's affair.
    assertThat(events).endsWith("COMPLETED COMPLETED");

    String after = HTTP.send(request(run), HttpResponse.BodyHandlers.ofString()).body();
    assertThat(after).startsWith("event: COMPLETED\ndata: {").contains("\"last\":true");
  }

  @Test
  void aWebSocketGetsTheSame() throws Exception {
    harness.put(workflow("socket", task("socket:t")));
    WorkerClient worker = harness.worker("socket:t");
    String run = harness.trigger("socket", "{}");
    AssignedAction action = worker.take();
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + harness.engine.token())
            .buildAsync(live("ws", run), new Texts(texts))
            .get(60, TimeUnit.SECONDS);
    worker.complete(action, "{}");
    String text = texts.poll(60, TimeUnit.SECONDS);
    while (text != null && !text.contains("\"last\":true")) {
      text = texts.poll(60, TimeUnit.SECONDS);
    }
    assertThat(text).contains("\"type\":\"COMPLETED\"").contains(run);
    socket.abort();
  }

  private record Texts(BlockingQueue<String> texts) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      texts.add(text.toString());
      socket.request(1);
      return null;
    }
  }

  @Test
  void nobodyFollowsWithoutATokenOrFromAnotherSite() throws Exception {
    HttpRequest none = HttpRequest.newBuilder(live("http", "x")).build();
    assertThat(HTTP.send(none, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    HttpRequest foreign =
        HttpRequest.newBuilder(live("http", "x"))
            .header("Origin", "http://evil.example")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(HTTP.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }
}
