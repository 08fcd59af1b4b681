package routes.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Chromium without a window, spoken to by its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AXE = axe();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private String session;

  private Browser(Process process, Path profile, URI address) {
    this.process = process;
    this.profile = profile;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Reader()).join();
  }

  /** Where it is installed, if it is. */
  static Optional<Path> find() {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        Path file = Path.of(directory, name);
        if (Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  static Browser start(Path chromium, Path directory) {
    Path profile = directory.resolve("chromium");
    try {
      Files.createDirectories(profile);
      ProcessBuilder builder =
          new ProcessBuilder(
                  chromium.toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("chromium.log").toFile());
      // What it leaves behind when it is killed goes with the rest.
      builder.environment().put("TMPDIR", directory.toString());
      Process process = builder.start();
      Path port = profile.resolve("DevToolsActivePort");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
      List<String> lines = Files.readAllLines(port);
      Browser browser =
          new Browser(
              process, profile, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
      browser.attach();
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void attach() {
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Shows an address, and waits until its page has drawn itself. */
  void open(URI address) {
    load(address);
    waitFor("document.querySelector('h1') && !document.querySelector('.loading')");
  }

  private void load(URI address) {
    call("Page.navigate", Map.of("url", address.toString()));
    waitFor(
        "location.href === %s && document.readyState === 'complete'"
            .formatted(quoted(address.toString())));
  }

  /** The value of an expression, or what its promise comes to, as text. */
  String eval(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    JsonNode value = answer.path("result").path("value");
    return value.isValueNode() ? value.asText() : value.toString();
  }

  boolean is(String condition) {
    return eval("Boolean(" + condition + ")").equals("true");
  }

  /** Waits until a condition holds; when it does not come, the failure shows the page. */
  void waitFor(String condition) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(() -> is(condition));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "never: %s%n%s%n%s".formatted(condition, eval("document.body.innerText"), complaints), e);
    }
  }

  void waitForText(String text) {
    waitFor("document.body.innerText.includes(%s)".formatted(quoted(text)));
  }

  String text() {
    return eval("document.body.innerText");
  }

  void click(String selector) {
    waitFor("document.querySelector(%s)".formatted(quoted(selector)));
    eval("document.querySelector(%s).click()".formatted(quoted(selector)));
  }

  /** Puts a text into a field as typing does. */
  void fill(String selector, String text) {
    eval("document.querySelector(%s).focus()".formatted(quoted(selector)));
    eval("document.querySelector(%s).select?.()".formatted(quoted(selector)));
    call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key: Tab, Enter, Escape. */
  void press(String key) {
    int code = Map.of("Tab", 9, "Enter", 13, "Escape", 27).get(key);
    for (String type : List.of("keyDown", "keyUp")) {
      ObjectNode event = JSON.createObjectNode();
      event.put("type", type).put("key", key).put("code", key);
      event.put("windowsVirtualKeyCode", code);
      if (key.equals("Enter")) {
        event.put("text", "\r");
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Drops a file on an element. */
  void drop(String selector, Path file) {
    JsonNode box =
        read(
            eval(
                "(() => { const b = document.querySelector(%s).getBoundingClientRect(); return JSON.stringify([b.x + b.width / 2, b.y + b.height / 2]); })()"
                    .formatted(quoted(selector))));
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      call(
          "Input.dispatchDragEvent",
          Map.of(
              "type",
              type,
              "x",
              box.path(0).asDouble(),
              "y",
              box.path(1).asDouble(),
              "data",
              Map.of(
                  "items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1)));
    }
  }

  /** How wide the window is in pixels, and whether its owner likes it dark. */
  void look(int width, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void screenshot(Path file) {
    JsonNode image =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(image.path("data").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page as it is printed, without what browsers put around it. */
  byte[] printed(URI address) {
    load(address);
    JsonNode pdf =
        call("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true));
    return Base64.getDecoder().decode(pdf.path("data").asText());
  }

  /** What axe-core finds wrong with the page for people who hear or magnify it; empty is good. */
  List<String> accessibility() {
    if (!is("window.axe")) {
      eval(AXE);
    }
    List<String> found = new ArrayList<>();
    read(eval("axe.run(document).then(r => JSON.stringify(r.violations))"))
        .forEach(
            one ->
                found.add(
                    one.path("id").asText()
                        + ": "
                        + one.path("help").asText()
                        + " "
                        + one.path("nodes").findValuesAsText("html")));
    return found;
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8) + ";0";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exceptions, errors and refusals that the pages caused since the last call. */
  List<String> complaints() {
    List<String> now = List.copyOf(complaints);
    complaints.clear();
    return now;
  }

  private JsonNode call(String method, Object parameters) {
    ObjectNode message = JSON.createObjectNode();
    int id = ids.incrementAndGet();
    message.put("id", id).put("method", method).set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode answered = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.path("error"));
    }
    return answered.path("result");
  }

  static String quoted(String text) {
    return JSON.valueToTree(text).toString();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    // Its profile is in the test's directory, which goes when nobody writes there any more.
    Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
    socket.abort();
    if (Files.notExists(profile)) {
      throw new IllegalStateException("the profile went away while it was used");
    }
  }

  /** Takes answers to their calls, and keeps what the pages complain of. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode message = read(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> waiting = open.remove(message.path("id").asInt());
        if (waiting != null) {
          waiting.complete(message);
        } else {
          keep(message);
        }
      }
      from.request(1);
      return null;
    }

    private void keep(JsonNode event) {
      String method = event.path("method").asText();
      JsonNode entry = event.at("/params/entry");
      if (method.equals("Runtime.exceptionThrown")
          || (method.equals("Log.entryAdded") && entry.path("level").asText().equals("error"))) {
        complaints.add(event.path("params").toString());
      }
    }
  }
}
