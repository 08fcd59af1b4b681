package routes.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The application in a process of its own, and what its users do with it. */
final class RunningApplication implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  /** Long enough for a machine that is busy with something else. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> environment;
  private final Path directory;
  private Process process;

  private final Supplier<List<String>> command;

  private RunningApplication(
      Path directory, Map<String, String> environment, Supplier<List<String>> command) {
    this.directory = directory;
    this.environment = environment;
    this.command = command;
  }

  /** Starts it with a data directory below {@code directory}, on free ports. */
  static RunningApplication start(Path directory, Map<String, String> more) {
    return start(directory, more, BuiltApplication::command);
  }

  /** Starts it as its users do, with the script; it must have been built. */
  static RunningApplication startScript(Path directory) {
    List<String> script = List.of(Path.of("start_worker.sh").toAbsolutePath().toString());
    return start(directory, Map.of(), () -> script);
  }

  private static RunningApplication start(
      Path directory, Map<String, String> more, Supplier<List<String>> command) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATA_DIR", directory.resolve("data").toString());
    for (String port :
        List.of(
            "HTTP_PORT",
            "EVENTS_GRPC_PORT",
            "KAFKA_PORT",
            "HATCHET_GRPC_PORT",
            "HATCHET_REST_PORT")) {
      environment.put(port, Integer.toString(TestPorts.free()));
    }
    environment.putAll(more);
    RunningApplication application = new RunningApplication(directory, environment, command);
    UnpackedPrograms.into(directory.resolve("data"));
    application.start();
    UnpackedPrograms.keep(directory.resolve("data"));
    return application;
  }

  /** Starts it again on the same data. */
  void start() {
    process = launch(directory, environment, command.get());
    try {
      Awaitility.await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !process.isAlive() || isReady());
    } catch (ConditionTimeoutException e) {
      kill();
      throw new IllegalStateException("it was not ready in time:\n" + log(), e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("it did not start:\n" + log());
    }
  }

  /** A command on the same data directory while this one runs; what it says goes to a file. */
  Process launchBeside(Path out, String... words) {
    List<String> line = new ArrayList<>(command.get());
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> name.startsWith("HATCHET_"));
    builder.environment().putAll(environment);
    try {
      return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another worker on the same servers, without pages of its own. */
  Process workerBeside(Path out) {
    Map<String, String> more = new HashMap<>(environment);
    more.put("HTTP_ENABLED", "false");
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return launch(out, more, command.get());
  }

  /** Starts a process without waiting for anything. */
  static Process launch(Path directory, Map<String, String> environment) {
    return launch(directory, environment, BuiltApplication.command());
  }

  private static Process launch(
      Path directory, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HATCHET_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(directory.resolve("application.log").toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReady() {
    try {
      return get("/observe/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(directory.resolve("application.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something is so; when it does not come, the failure shows the log. */
  void waitFor(Callable<Boolean> condition) {
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + " Its log:\n" + log(), e);
    }
  }

  /** Waits until a lender, an application or what else has a status is completed. */
  void waitUntilCompleted(String path) {
    waitFor(() -> getJson(path).path("status").asText().equals("completed"));
  }

  void waitForLog(String text) {
    waitFor(() -> log().contains(text));
  }

  /** As when the power goes. */
  void kill() {
    process.destroyForcibly();
    waitForExit();
  }

  /** SIGTERM; the seconds it took. */
  double stop() {
    long began = System.nanoTime();
    process.destroy();
    waitForExit();
    return (System.nanoTime() - began) / 1e9;
  }

  /** The servers that it has started. */
  List<ProcessHandle> servers() {
    return process.descendants().toList();
  }

  private void waitForExit() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("it did not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  byte[] bytes(String path) {
    try {
      HttpResponse<byte[]> answer =
          http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode getJson(String path) {
    return tree(get(path).body());
  }

  /** How a client reaches its embedded engine. */
  Map<String, String> hatchet() throws IOException {
    return Map.of(
        "HATCHET_CLIENT_TOKEN",
        Files.readString(directory.resolve("data").resolve("hatchet.token")).strip(),
        "HATCHET_CLIENT_HOST_PORT",
        "127.0.0.1:" + environment.get("HATCHET_GRPC_PORT"),
        "HATCHET_CLIENT_SERVER_URL",
        "http://127.0.0.1:" + environment.get("HATCHET_REST_PORT"),
        "HATCHET_CLIENT_TLS_STRATEGY",
        "none");
  }

  /** A run as the engine's REST tells it. */
  JsonNode run(String id) {
    try {
      String token = Files.readString(directory.resolve("data").resolve("hatchet.token")).strip();
      String address =
          "http://127.0.0.1:%s/api/v1/stable/workflow-runs/%s"
              .formatted(environment.get("HATCHET_REST_PORT"), id);
      return tree(
          send(HttpRequest.newBuilder(URI.create(address))
                  .header("Authorization", "Bearer " + token))
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, "application/json", body);
  }

  HttpResponse<String> send(String method, String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  /** Sends a file as a browser's form does. */
  HttpResponse<String> upload(
      String path, Map<String, String> fields, String fileName, byte[] file, String... headers) {
    String boundary = "test-boundary";
    StringBuilder head = new StringBuilder();
    fields.forEach(
        (name, value) ->
            head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, name, value)));
    head.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n"
            .formatted(boundary, fileName));
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head.toString()),
            BodyPublishers.ofByteArray(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
      AnswerCheck.check(answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + environment.get("HTTP_PORT") + path);
  }

  String brokers() {
    return "127.0.0.1:" + environment.get("KAFKA_PORT");
  }

  Path directory() {
    return directory;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Publishes as any Kafka client does, and waits until the broker has it. */
  void publish(String topic, String key, byte[] value, Map<String, String> headers) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
      Headers added = record.headers();
      headers.forEach((name, text) -> added.add(name, text.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void publish(String topic, String key, String value) {
    publish(topic, key, value.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** Many events by one producer; keys and values. */
  void publishAll(String topic, Map<String, String> events) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      events.forEach(
          (key, value) ->
              sent.add(
                  producer.send(
                      new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)))));
      for (Future<RecordMetadata> record : sent) {
        record.get(60, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All records of a topic so far. */
  List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
