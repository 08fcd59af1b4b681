package routes.conformance;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import routes.hatchet.client.Json;

/**
 * A program of an official SDK that serves workflows and checks points of the conformance list: its
 * first line of JSON names the checks, each further one says how a check ended. It stays until its
 * standard input ends.
 */
final class SdkSuite {

  private static final long PATIENCE_MINUTES = 5;
  private static final int LINES_OF_LOG = 40;

  private final OfficialSdk sdk;
  private final Path log;
  private final Process process;
  private final CompletableFuture<List<String>> plan = new CompletableFuture<>();
  private final Map<String, CompletableFuture<JsonNode>> results = new ConcurrentHashMap<>();

  SdkSuite(OfficialSdk sdk, String token, Path directory, String... arguments) throws IOException {
    this.sdk = sdk;
    this.log = directory.resolve(sdk + ".log");
    this.process = sdk.start(token, log.toFile(), arguments);
    Thread reader = new Thread(this::read, "conformance-" + sdk);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    List<String> other = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"plan\"")) {
          List<String> names = new ArrayList<>();
          Json.object(line).path("plan").forEach(name -> names.add(name.asText()));
          plan.complete(names);
        } else if (line.startsWith("{\"check\"")) {
          JsonNode result = Json.object(line);
          of(result.path("check").asText()).complete(result);
        } else {
          other.add(line);
        }
      }
    } catch (IOException e) {
      other.add(e.toString());
    }
    IllegalStateException ended = new IllegalStateException(lastWords(other));
    plan.completeExceptionally(ended);
    plan.getNow(List.of()).forEach(name -> of(name).completeExceptionally(ended));
  }

  private CompletableFuture<JsonNode> of(String name) {
    return results.computeIfAbsent(name, unused -> new CompletableFuture<>());
  }

  private String lastWords(List<String> printed) {
    try {
      List<String> lines = new ArrayList<>(printed);
      lines.addAll(Files.readAllLines(log));
      return "The "
          + sdk
          + " program ended before this check did:\n"
          + String.join(
              "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One test for each check, which waits for its end. */
  Stream<DynamicTest> tests() {
    return plan.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join().stream()
        .map(name -> DynamicTest.dynamicTest(name + " (" + sdk + ")", () -> judge(name)));
  }

  private void judge(String name) {
    JsonNode result = of(name).orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    if (!result.path("passed").booleanValue()) {
      fail(result.path("error").asText());
    }
  }

  /** Lets the program end by itself, and sees to it that it does. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor(15, TimeUnit.SECONDS);
    OfficialSdk.end(process);
  }
}
