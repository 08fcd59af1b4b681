package routes.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import routes.diarization.notify.NotifySettings;
import routes.diarization.notify.NotifySettings.ZulipSettings;
import routes.hatchet.client.HatchetClientConfiguration;
import routes.hatchet.client.RunHandle;
import routes.hatchet.client.RunResult;
import routes.hatchet.client.TaskResult.Status;
import routes.openai.FakeOpenAI.Asked;

/** Whole runs of the pipeline with their children, among them the seven challenges of its guide. */
class DiarizationPipelineIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir static Path directory;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static Receiver receiver;
  private static Pipeline pipeline;
  private static volatile CountDownLatch answering = new CountDownLatch(0);

  @BeforeAll
  static void start() throws Exception {
    LOG.start();
    // As HATCHET_DEBUG=true does, which a test cannot set for its own process.
    client().setLevel(Level.DEBUG);
    client().addAppender(LOG);
    receiver = new Receiver();
    pipeline =
        new Pipeline(
            directory,
            true,
            new NotifySettings(
                receiver.url("/hook"),
                "secret",
                List.of(),
                new ZulipSettings(receiver.url("/zulip"), "bot@example.org", "key", "calls"),
                true));
    pipeline.models.says(DiarizationPipelineIT::answer);
  }

  @AfterAll
  static void end() {
    pipeline.close();
    receiver.close();
    client().detachAppender(LOG);
    client().setLevel(null);
  }

  private static Logger client() {
    return (Logger) LoggerFactory.getLogger("routes.hatchet.client");
  }

  /** What a good model says; of Nonsense it says nonsense, of Waits only when it may. */
  private static String answer(Asked asked) {
    String question = asked.body();
    if (question.contains("Waits")) {
      await().atMost(SOON).until(() -> answering.getCount() == 0);
    }
    if (question.contains("Nonsense")) {
      return "I cannot help with that.";
    }
    if (question.contains("a stretch of a conversation")) {
      return "{\"title\": \"Greetings\", \"summary\": \"They greet each other.\"}";
    }
    if (question.contains("its title")) {
      return "{\"title\": \"A short greeting\"}";
    }
    if (question.contains("name the subjects")) {
      return "{\"subjects\": [\"hello\"]}";
    }
    if (question.contains("of one subject")) {
      return "{\"summary\": \"Everybody said hello.\"}";
    }
    if (question.contains("sum a conversation up")) {
      return "{\"recap\": \"Hello was said by all.\"}";
    }
    return "{\"action_items\": [{\"text\": \"Say hello\", \"assignee\": \"Ada\", \"quote\": \"hello there\"},"
        + " {\"text\": \"Pay me\", \"assignee\": null, \"quote\": \"pay a million\"}]}";
  }

  private static Map<String, Object> input(String transcript, List<Map<String, Object>> tracks) {
    Map<String, Object> input = new HashMap<>();
    input.put("transcript_id", transcript);
    input.put("room_name", "room");
    input.put("bucket_name", "b");
    input.put("tracks", tracks);
    return input;
  }

  private static Map<String, Object> track(
      String key, String name, double offset, boolean consent) {
    Sounds.tone(pipeline.file(key), 440, 1, 0.5);
    return Map.of("s3_key", key, "name", name, "offset", offset, "consent", consent);
  }

  /** Status and failure of a transcript. */
  private static List<List<Object>> state(String transcript) {
    return pipeline.rows(
        "select status, failure from transcript where transcript_id = ?", transcript);
  }

  private static void completed(RunResult run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void tracksBecomeWordsTopicsAudioAndNotices() throws Exception {
    receiver.next(503);
    RunResult run =
        pipeline.run(
            input(
                "one",
                List.of(track("one/a.wav", "Ada", 2, true), track("one/b.wav", "Bob", 0.2, true))));
    completed(run);
    JsonNode words = pipeline.words("one");
    assertThat(words.findValuesAsText("track")).containsExactly("1", "1", "0", "0");
    assertThat(words.findValuesAsText("start")).containsExactly("0.2", "0.7", "2.0", "2.5");
    JsonNode results = pipeline.results("one");
    assertThat(results.at("/title/text").asText()).isEqualTo("A short greeting");
    assertThat(results.at("/title/method").asText()).isEqualTo("llm");
    assertThat(results.at("/topics/entries/0/title").asText()).isEqualTo("Greetings");
    assertThat(results.at("/subject_summaries/entries/0/summary").asText())
        .isEqualTo("Everybody said hello.");
    assertThat(results.at("/recap/text").asText()).isEqualTo("Hello was said by all.");
    assertThat(results.at("/action_items/entries")).hasSize(1);
    assertThat(results.at("/action_items/unproved").asInt()).isEqualTo(1);
    assertThat(results.at("/audio/available").asBoolean()).isTrue();
    assertThat(results.at("/waveform/duration").asDouble()).isEqualTo(3.0);
    assertThat(Files.readAllBytes(pipeline.work.resolve(run.runId()).resolve("released.mp3")))
        .hasSizeGreaterThan(10_000);
    assertThat(pipeline.work.resolve(run.runId()).toFile().list()).containsExactly("released.mp3");
    List<Receiver.Taken> hooks =
        receiver.taken("/hook").stream()
            .filter(one -> one.header("Idempotency-key").endsWith(run.runId()))
            .toList();
    assertThat(hooks).isNotEmpty();
    Receiver.Taken last = hooks.get(hooks.size() - 1);
    assertThat(last.body()).contains("\"transcript_id\":\"one\"");
    assertThat(last.header("X-webhook-signature")).matches("t=\\d+,v1=[0-9a-f]{64}");
    assertThat(receiver.taken("/zulip/api/v1/messages")).isNotEmpty();
  }

  @Test
  void withoutConsentAudioIsDeletedAndThatIsWrittenDown() throws Exception {
    RunResult run =
        pipeline.run(
            input(
                "consent",
                List.of(
                    track("consent/a.wav", "Ada", 0, true),
                    track("consent/b.wav", "Bob", 3, false))));
    completed(run);
    assertThat(pipeline.file("consent/a.wav")).exists();
    assertThat(pipeline.file("consent/b.wav")).doesNotExist();
    assertThat(pipeline.work.resolve(run.runId()).toFile().list()).containsExactly("released.mp3");
    JsonNode results = pipeline.results("consent");
    assertThat(results.at("/waveform/duration").asDouble())
        .as("the mix ends where the last one who consented does")
        .isEqualTo(1.0);
    assertThat(
            pipeline.rows(
                "select kind, name, sha256 is not null, deleted_at is not null from transcript_deletion"
                    + " where workflow_run_id = cast(? as uuid) order by kind, name",
                run.runId()))
        .containsExactly(
            List.of("copy", "track-1.wav", "true", "true"),
            List.of("mix", "mix.mp3", "true", "true"),
            List.of("mix", "mix.wav", "true", "true"),
            List.of("source", "consent/b.wav", "false", "true"));
  }

  /** Each track gives the steps that go over all of them a minute more. */
  @Test
  void aCallOfManyTracksIsTranscribedAndReleasedToo() throws Exception {
    List<Map<String, Object>> tracks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tracks.add(track("many/%d.wav".formatted(i), "P" + i, 0, i > 0));
    }
    completed(pipeline.run(input("many", tracks)));
    assertThat(pipeline.file("many/0.wav")).doesNotExist();
    assertThat(pipeline.file("many/11.wav")).exists();
  }

  @Test
  void withoutAUsableAnswerTheTranscriptSpeaksForItself() throws Exception {
    completed(
        pipeline.run(input("nonsense", List.of(track("nonsense/a.wav", "Nonsense", 0, true)))));
    JsonNode results = pipeline.results("nonsense");
    assertThat(results.at("/topics/entries/0/method").asText()).isEqualTo("extractive");
    assertThat(results.at("/topics/entries/0/problem").asText()).contains("not of the form");
    assertThat(results.at("/topics/entries/0/summary").asText()).isEqualTo("");
    assertThat(results.at("/recap/method").asText()).isEqualTo("llm");
  }

  @Test
  void aRunWithoutATrackThatIsThereFailsWithItsReason() throws Exception {
    RunResult run = pipeline.run(input("gone", List.of(Map.of("s3_key", "gone/a.wav"))));
    assertThat(run.errors()).contains("None of the tracks is there: bucket b has no 'gone/a.wav'.");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(state("gone"))
                    .singleElement()
                    .satisfies(
                        row -> {
                          assertThat(row.get(0)).isEqualTo("failed");
                          assertThat(row.get(1).toString()).contains("None of the tracks is there");
                        }));
  }

  /** Its on-failure step does not run; what it left is looked for. */
  @Test
  void aCancelledRunKeepsNoVoiceAndItsTranscriptIsFreeAgain() throws Exception {
    Map<String, Object> input = input("stopped", List.of(track("stopped/a.wav", "Waits", 0, true)));
    answering = new CountDownLatch(1);
    RunHandle run = pipeline.start(input);
    try {
      await()
          .atMost(SOON)
          .until(
              () -> pipeline.models.asked().stream().anyMatch(one -> one.body().contains("Waits")));
      assertThat(pipeline.work.resolve(run.runId())).isNotEmptyDirectory();
      pipeline.hatchet().client().runs().cancel(List.of(run.runId()));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(state("stopped"))
                      .containsExactly(List.of("failed", "Its run was cancelled.")));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(pipeline.work.resolve(run.runId())).doesNotExist());
    } finally {
      answering.countDown();
    }
    completed(pipeline.run(input));
  }

  // --- the guide's seven challenges
  // ---------------------------------------------------------------

  @Test
  void challenge1SdkVersionApiBreakingChanges() throws Exception {
    HatchetClientConfiguration engine = engine(Map.of());
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s/api/v1/stable/tenants/%s/workflow-runs/trigger"
                        .formatted(engine.serverUrl(), engine.tenantId())))
            .header("Authorization", "Bearer " + engine.token())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"workflowName\": \"DiarizationPipeline\", \"input\": {\"transcript_id\": \"c1\"}}"))
            .build();
    JsonNode answer =
        new ObjectMapper()
            .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    assertThat(answer.has("workflow_run_id")).isFalse();
    String id = answer.at("/run/metadata/id").asText();
    assertThat(pipeline.hatchet().client().runs().handle(id).result(SOON).errors())
        .contains("bucket_name is missing");
  }

  @Test
  void challenge2WorkerAppearsHungAtStartingRunner() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(List.copyOf(LOG.list))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(
                        line -> line.contains("registered") && line.contains("DiarizationPipeline"))
                    .anyMatch(line -> line.contains("diarizationpipeline:get_recording"))
                    .anyMatch(line -> line.startsWith("Listener of worker"))
                    .anyMatch(line -> line.startsWith("Heartbeat of worker")));
  }

  @Test
  void challenge3DockerNetworkingAndJwtTokenUrlConflicts() {
    HatchetClientConfiguration inside =
        engine(
            Map.of(
                "HATCHET_CLIENT_HOST_PORT", "hatchet:7077",
                "HATCHET_CLIENT_SERVER_URL", "http://hatchet:8888"));
    assertThat(inside.host()).isEqualTo("hatchet");
    assertThat(inside.port()).isEqualTo(7077);
    assertThat(inside.serverUrl()).isEqualTo("http://hatchet:8888");
    assertThat(engine(Map.of()).host()).isNotEqualTo("hatchet");
  }

  @Test
  void challenge4WorkflowNameCaseSensitivity() {
    assertThatThrownBy(
            () ->
                pipeline
                    .camel()
                    .createProducerTemplate()
                    .requestBody("hatchet:run:diarizationpipeline", Map.of()))
        .rootCause()
        .hasMessageContaining("workflow names not found: diarizationpipeline")
        .hasMessageContaining("DiarizationPipeline");
  }

  @Test
  void challenge5PydanticResponseObjectIteration() throws Exception {
    Path list = pipeline.file("five/participants.json");
    Map<String, Object> one = track("five/a.wav", "", 0, true);
    Map<String, Object> track = new HashMap<>(one);
    track.remove("name");
    track.put("participant_id", "p1");
    Files.writeString(list, "{\"data\": [{\"participant_id\": \"p1\", \"user_name\": \"Ada\"}]}");
    completed(pipeline.run(input("five", List.of(track))));
    assertThat(pipeline.results("five").at("/participants/0/name").asText()).isEqualTo("Ada");
    Files.writeString(list, "[{\"participant_id\": \"p1\", \"user_name\": \"Ada\"}]");
    assertThat(pipeline.run(input("five", List.of(track))).errors())
        .contains("participants.json has no list under data");
  }

  @Test
  void challenge6DatabaseConnectionsInAsyncWorkers() throws Exception {
    List<RunHandle> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(
          pipeline.start(
              input("six-" + i, List.of(track("six/%d.wav".formatted(i), "Ada", i, true)))));
    }
    for (int i = 0; i < runs.size(); i++) {
      completed(runs.get(i).result(SOON));
      assertThat(pipeline.words("six-" + i).findValuesAsText("start"))
          .containsExactly(i + ".0", i + ".5");
    }
  }

  @Test
  void challenge7ChildWorkflowFanOutPattern() throws Exception {
    Files.createDirectories(pipeline.file("seven"));
    Files.writeString(pipeline.file("seven/noise.wav"), "This is no audio.");
    Sounds.of(pipeline.file("seven/empty.wav"));
    RunResult run =
        pipeline.run(
            input(
                "seven",
                List.of(
                    track("seven/a.wav", "Ada", 1, true),
                    Map.of("s3_key", "seven/noise.wav", "name", "Dan", "consent", true),
                    Map.of("s3_key", "seven/empty.wav", "name", "Eve", "consent", true),
                    Map.of("s3_key", "seven/missing.wav", "name", "Fay", "consent", true),
                    track("seven/b.wav", "Bob", 1, true))));
    completed(run);
    JsonNode tracks = pipeline.results("seven").path("tracks");
    assertThat(tracks.path("completed").findValuesAsText("name")).containsExactly("Ada", "Bob");
    assertThat(tracks.path("left_out").findValuesAsText("name"))
        .containsExactly("Dan", "Eve", "Fay");
    assertThat(tracks.path("left_out").findValuesAsText("reason"))
        .allMatch(reason -> reason.startsWith("pad_track: T"));
    assertThat(pipeline.words("seven").findValuesAsText("track"))
        .as("who begins at the same time comes by track")
        .containsExactly("0", "4", "0", "4");
  }

  private static HatchetClientConfiguration engine(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(pipeline.environment());
    environment.putAll(more);
    return HatchetClientConfiguration.fromEnvironment(environment);
  }
}
