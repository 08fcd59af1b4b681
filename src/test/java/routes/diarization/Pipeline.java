package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.flywaydb.core.Flyway;
import routes.diarization.audio.AudioLimits;
import routes.diarization.notify.NotifySettings;
import routes.engine.TestDatabase;
import routes.hatchet.HatchetComponent;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunResult;
import routes.hatchet.testing.TestEngine;
import routes.openai.FakeOpenAI;
import routes.openai.OpenAIComponent;
import routes.workflow.RunFailure;

/**
 * The four workflows' route files on an embedded engine, without the rest of the application: no
 * Kafka, no HTTP. Models are a fake server's.
 */
final class Pipeline implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Path ROUTES = Path.of("src/main/resources/camel");

  final FakeOpenAI models = new FakeOpenAI();
  final Path recordings;
  final Path work;
  private final TestEngine engine = TestEngine.start();
  private final HikariDataSource database = TestDatabase.create();
  private final CamelContext camel;
  private final ObjectMapper json = new ObjectMapper();

  Pipeline(Path directory, boolean model, NotifySettings notices) throws Exception {
    recordings = Files.createDirectories(directory.resolve("recordings"));
    work = directory.resolve("work");
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    DiarizationSettings settings =
        new DiarizationSettings(
            recordings,
            work,
            null,
            List.of("127.0.0.1"),
            true,
            List.of(),
            true,
            new AudioLimits(100_000_000, 600, Duration.ofSeconds(60), 700),
            60,
            notices);
    camel = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.put("llm.model", model ? "fake-1" : "");
    properties.put("llm.audio.model", "fake-audio-1");
    properties.put("llm.max.tokens", "1000");
    properties.put("llm.timeout.ms", "30000");
    properties.put("llm.retries", "0");
    properties.put("cancelled.runs.period.ms", "500");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.getRegistry().bind("diarizationSettings", settings);
    camel.getRegistry().bind("dataSource", database);
    camel.getRegistry().bind("runFailure", new RunFailure());
    camel
        .getRegistry()
        .bind("eventIdempotency", MemoryIdempotentRepository.memoryIdempotentRepository());
    OpenAIComponent openai = new OpenAIComponent(camel);
    openai.setBaseUrl(models.url());
    openai.setModel("fake-1");
    openai.setAudioModel("fake-audio-1");
    camel.addComponent("openai", openai);
    HatchetComponent hatchet = engine.component(camel);
    hatchet.setWorkerLabels("pool=cpu-heavy");
    for (String file :
        List.of(
            "diarization-pipeline",
            "track-processing",
            "topic-chunk-processing",
            "subject-processing",
            "cancelled-runs")) {
      load(ROUTES.resolve(file + ".camel.yaml"));
    }
    camel.start();
  }

  /** Routes of a file but those that need Kafka. */
  private void load(Path file) throws Exception {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    ArrayNode kept = yaml.createArrayNode();
    for (JsonNode entry : yaml.readTree(file.toFile())) {
      if (!entry.at("/route/from/uri").asText().startsWith("kafka:")) {
        kept.add(entry);
      }
    }
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromString(
                file.getFileName().toString(), yaml.writeValueAsString(kept)));
  }

  HatchetComponent hatchet() {
    return camel.getComponent("hatchet", HatchetComponent.class);
  }

  Map<String, String> environment() {
    return engine.environment();
  }

  CamelContext camel() {
    return camel;
  }

  RunHandle start(Map<String, Object> input) {
    return hatchet().client().runs().start(RunRequest.of("DiarizationPipeline", input));
  }

  RunResult run(Map<String, Object> input) throws InterruptedException {
    return start(input).result(SOON);
  }

  /** A file in bucket b. */
  Path file(String key) {
    return recordings.resolve("b").resolve(key);
  }

  /** The parts of a transcript's results. */
  JsonNode results(String transcript) throws IOException {
    return json.readTree(
        String.valueOf(
            rows("select cast(results as text) from transcript where transcript_id = ?", transcript)
                .get(0)
                .get(0)));
  }

  /** The words of a transcript. */
  JsonNode words(String transcript) throws IOException {
    return json.readTree(
        String.valueOf(
            rows("select cast(words as text) from transcript where transcript_id = ?", transcript)
                .get(0)
                .get(0)));
  }

  List<List<Object>> rows(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<List<Object>> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(found.getObject(i)));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    engine.close();
    database.close();
    models.close();
  }
}
