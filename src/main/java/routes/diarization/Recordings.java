package routes.diarization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.lending.json.CanonicalJson;
import routes.lending.json.StrictJson;

/** Recordings on their way into the pipeline, whichever entrance they came by. Thread-safe. */
public final class Recordings {
  private static final int MAX_BYTES = 1 << 20;

  private final DiarizationSettings settings;
  private final Buckets buckets;
  private final ObjectMapper json = new ObjectMapper();

  /** Creates it. */
  public Recordings(DiarizationSettings settings) {
    this.settings = settings;
    this.buckets = new Buckets(settings);
  }

  /**
   * Reads an event or a request.
   *
   * @throws IllegalArgumentException with one sentence naming the field
   */
  public Map<String, Object> fromEvent(byte @Nullable [] event) {
    return row(StrictJson.read(event, "The event", MAX_BYTES));
  }

  /** Reads the input of a run, which has the shape of the event. */
  public Map<String, Object> fromInput(Map<String, Object> input) {
    return row(json.<JsonNode>valueToTree(input));
  }

  /**
   * Nothing is begun without somebody who can hear.
   *
   * @throws IllegalArgumentException with one sentence
   */
  public void requireRecognizer() {
    if (!settings.model() && settings.recognizer().isEmpty()) {
      throw new IllegalArgumentException(
          "No recogniser is configured: set LLM_AUDIO_MODEL and OPENAI_BASE_URL for a transcription server,"
              + " or DIARIZATION_RECOGNIZER_COMMAND for a program on this machine.");
    }
  }

  /**
   * The transcript must be this run's.
   *
   * @param updated rows that it could take
   */
  public void requireOwn(int updated, Map<String, Object> row) {
    if (updated == 0) {
      throw new IllegalArgumentException(
          "transcript_id '%s' is being transcribed by another run: wait for its end, or cancel it."
              .formatted(row.get("transcript_id")));
    }
  }

  /**
   * What the first step found.
   *
   * @throws IllegalArgumentException with one sentence, if no track is there
   */
  public Map<String, Object> located(Map<String, Object> row)
      throws IOException, InterruptedException {
    Recording recording = (Recording) row.get("recording");
    List<String> missing = new ArrayList<>();
    @Nullable String refused = null;
    for (Recording.Track track : recording.tracks()) {
      try {
        if (!buckets.of(track).has(recording.bucketName(), track.key())) {
          missing.add(track.key());
        }
      } catch (IllegalArgumentException e) {
        missing.add(track.key());
        refused = e.getMessage();
      }
    }
    if (missing.size() == recording.tracks().size()) {
      throw new IllegalArgumentException(
          refused != null
              ? refused
              : "None of the tracks is there: bucket %s has no '%s'."
                  .formatted(recording.bucketName(), missing.get(0)));
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("id", row.get("id"));
    output.put("recording", json.convertValue(recording, Map.class));
    output.put("missing", missing.size());
    return output;
  }

  /** The participants of a recording that the first step found. */
  public Map<String, Object> participants(Map<String, Object> located)
      throws IOException, InterruptedException {
    Recording recording = recording(located);
    Files.createDirectories(settings.work());
    Path work = settings.work();
    return Map.of(
        "data",
        json.convertValue(
            Participants.named(recording.tracks(), buckets.participants(recording, work)),
            List.class));
  }

  /** One input of TrackProcessing for each track. */
  public List<Map<String, Object>> trackInputs(
      String run, Map<String, Object> located, Map<String, Object> participants) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (Object track : (List<?>) participants.get("data")) {
      Map<String, Object> input = new LinkedHashMap<>();
      input.put("transcript", located.get("id"));
      input.put("run", run);
      input.put("bucket_name", recording(located).bucketName());
      input.put("track", track);
      inputs.add(input);
    }
    return inputs;
  }

  private Recording recording(Map<String, Object> located) {
    return Recording.of(json.valueToTree(located.get("recording")), settings.tracks());
  }

  private Map<String, Object> row(JsonNode input) {
    requireRecognizer();
    Recording recording = Recording.of(input, settings.tracks());
    Map<String, Object> row = new HashMap<>();
    row.put("id", recording.id());
    row.put("transcript_id", recording.transcriptId());
    row.put("recording_id", recording.recordingId());
    row.put("room_name", recording.roomName());
    row.put("bucket_name", recording.bucketName());
    row.put("webhook_url", recording.webhookUrl());
    row.put("recording", recording);
    JsonNode tree = json.valueToTree(recording);
    row.put("event_key", "recording:" + CanonicalJson.sha256(tree));
    try {
      row.put("input", json.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The input cannot be written as JSON.", e);
    }
    return row;
  }
}
