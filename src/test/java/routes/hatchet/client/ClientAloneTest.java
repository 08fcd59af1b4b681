package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The client runs with nothing but what its page names: it is loaded by a class loader that has the
 * classes of the client's jar and those libraries, and serves a task there.
 */
class ClientAloneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What docs/java-client.md names, with what these need themselves. */
  private static final List<String> LIBRARIES =
      List.of(
          "grpc-netty",
          "grpc-protobuf",
          "grpc-stub",
          "grpc-api",
          "grpc-core",
          "grpc-context",
          "grpc-util",
          "netty-",
          "perfmark-api",
          "guava",
          "failureaccess",
          "protobuf-java-",
          "proto-google-common-protos",
          "jackson-databind",
          "jackson-core",
          "jackson-annotations",
          "jackson-datatype-jsr310",
          "slf4j-api",
          "jspecify",
          "gson");

  /** Has the client's own packages of our classes, and no other. */
  private static final class ClientOnly extends URLClassLoader {
    ClientOnly(List<URL> libraries) {
      super(libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean ours =
          name.startsWith("routes.hatchet.client.") || name.startsWith("routes.protocol.");
      if (!ours) {
        return super.findClass(name);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = ClientAloneTest.class.getClassLoader().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Runs inside of that class loader. */
  public static final class Inside implements AutoCloseable {
    private final HatchetClient client;
    private final HatchetWorker worker;

    public Inside(Map<String, String> environment) {
      client = new HatchetClient(HatchetClientConfiguration.fromEnvironment(environment));
      worker = client.worker(WorkerOptions.named("alone"));
      worker.serve(
          WorkflowDefinition.of("alone", List.of(), List.of(TaskDefinition.named("a").build())),
          Map.of("a", step -> Map.of("served", true)));
    }

    @Override
    public void close() {
      worker.close(Duration.ZERO);
      client.close();
    }
  }

  private static List<Path> entries() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(Path::of)
        .toList();
  }

  private static List<URL> libraries() throws MalformedURLException {
    List<URL> libraries = new ArrayList<>();
    for (Path entry : entries()) {
      String name = String.valueOf(entry.getFileName());
      if (LIBRARIES.stream().anyMatch(name::startsWith)) {
        libraries.add(entry.toUri().toURL());
      }
    }
    return libraries;
  }

  @Test
  void servesATask() throws Exception {
    // Left open: threads of the client may still load a class while they end.
    ClientOnly loader = new ClientOnly(libraries());
    try (FakeEngine engine = new FakeEngine()) {
      assertThatThrownBy(() -> loader.loadClass("org.apache.camel.CamelContext"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> inside = loader.loadClass(Inside.class.getName());
      assertThat(inside.getClassLoader()).isSameAs(loader);
      CompletableFuture<AutoCloseable> made = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  made.complete(
                      (AutoCloseable)
                          inside.getConstructor(Map.class).newInstance(engine.environment()));
                } catch (ReflectiveOperationException | RuntimeException e) {
                  made.completeExceptionally(e);
                }
              });
      thread.setContextClassLoader(loader);
      thread.start();
      try (AutoCloseable running = made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        assertThat(running).isNotNull();
        await().atMost(PATIENCE).until(engine::hasStream);
        String task = engine.assign("alone", "a", UUID.randomUUID().toString(), 0, "{}");
        await().atMost(PATIENCE).until(() -> !engine.outcomes(task).isEmpty());
        assertThat(engine.outcomes(task).get(0).getEventPayload()).isEqualTo("{\"served\":true}");
      }
    }
  }
}
