package routes.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * One application for all tests that need nothing special of it: a start takes long. {@link
 * ApplicationIT} runs them one after the other and stops it; without that it is stopped with the
 * JVM. Applications, events and recordings of other test classes stay in it, so each class has
 * references of its own.
 */
final class SharedApplication {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static Path directory;
  private static RunningApplication running;
  private static RouteCopy routes;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedApplication::end));
  }

  private SharedApplication() {}

  /** It, started when first asked for, without lenders. */
  static synchronized RunningApplication withoutLenders() {
    if (running == null) {
      start();
    }
    deleteAll("lenders");
    return running;
  }

  /** It, started when first asked for, with neither lenders nor applications. */
  static synchronized RunningApplication empty() {
    withoutLenders();
    deleteAll("loan-applications");
    return running;
  }

  private static void deleteAll(String what) {
    String list = "/api/%s?limit=100".formatted(what);
    String name = what.replace("loan-", "");
    for (JsonNode page = running.getJson(list);
        page.path("total").asInt() > 0;
        page = running.getJson(list)) {
      for (JsonNode one : page.path(name)) {
        running.delete("/api/%s/%s".formatted(what, one.path("id").asText()));
      }
    }
  }

  /** Stops it; the next test that asks for it starts another. */
  static synchronized void stop() {
    if (running != null) {
      end();
    }
  }

  /** Its route files, for a test that edits them and puts them back. */
  static synchronized RouteCopy routes() {
    return routes;
  }

  private static void start() {
    try {
      // Known before the start: what fails half-way is cleared away too.
      directory = Files.createTempDirectory("shared-application");
      routes = RouteCopy.in(directory);
      running =
          RunningApplication.start(
              directory,
              Map.of(
                  "ROUTES_DIR",
                  routes.directory().toString(),
                  "DIARIZATION_RECOGNIZER_COMMAND",
                  "[\"/bin/false\", \"{audio}\"]",
                  "CANCELLED_RUNS_PERIOD_MS",
                  "1000",
                  "RUCHE_JOBS__HATCHET__RETRY_MAX_ATTEMPTS",
                  "4"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end() {
    if (directory == null) {
      return;
    }
    List<ProcessHandle> servers = running == null ? List.of() : running.servers();
    try {
      if (running != null) {
        running.close();
      }
    } finally {
      // What they still write would make the directory come back.
      servers.forEach(SharedApplication::awaitEnd);
      delete(directory);
      directory = null;
      running = null;
    }
  }

  private static void awaitEnd(ProcessHandle server) {
    try {
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      server.destroyForcibly();
      server.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) {
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
