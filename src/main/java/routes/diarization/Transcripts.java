package routes.diarization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routes.diarization.text.Chunk;
import routes.diarization.text.Utterance;
import routes.diarization.text.Word;

/** Transcripts between the steps: what is read of them, and what children answer. Thread-safe. */
public final class Transcripts {
  private static final TypeReference<List<Word>> WORDS = new TypeReference<>() {};
  private static final TypeReference<List<Recording.Track>> TRACKS = new TypeReference<>() {};
  private static final int LONGEST_REASON = 500;

  private final ObjectMapper json = new ObjectMapper();

  /**
   * Reads a stored transcript.
   *
   * @param row {@code run}, {@code input}, {@code words} and {@code results}, all text
   * @throws IllegalArgumentException if there is none
   */
  public Transcript read(Map<String, Object> row) throws JsonProcessingException {
    if (row == null) {
      throw new IllegalArgumentException(
          "The transcript is another run's by now, or was deleted: start again.");
    }
    JsonNode results = json.readTree(String.valueOf(row.get("results")));
    Recording recording =
        Recording.of(json.readTree(String.valueOf(row.get("input"))), Integer.MAX_VALUE);
    List<Recording.Track> participants =
        results.has("participants")
            ? json.convertValue(results.get("participants"), TRACKS)
            : recording.tracks();
    return new Transcript(
        String.valueOf(row.get("run")),
        recording,
        participants,
        json.readValue(String.valueOf(row.get("words")), WORDS),
        results);
  }

  /** The participants, as a part of the results. */
  public Map<String, Object> participants(Map<String, Object> found) {
    return Map.of("participants", Objects.requireNonNull(found.get("data")));
  }

  /** A value as a JSON tree, which the component takes as an input. */
  public JsonNode tree(Object value) {
    return json.valueToTree(value);
  }

  /** A value as JSON text. */
  public String json(Object value) throws JsonProcessingException {
    return json.writeValueAsString(value);
  }

  /**
   * The words of the tracks, merged.
   *
   * @param rows {@code track} and {@code words}, JSON text
   */
  public List<Word> merged(List<Map<String, Object>> rows) throws JsonProcessingException {
    List<List<Word>> tracks = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      int track = ((Number) row.get("track")).intValue();
      List<Word> words = json.readValue(String.valueOf(row.get("words")), WORDS);
      tracks.add(
          words.stream()
              .map(one -> new Word(one.word(), one.start(), one.end(), track))
              .sorted(Comparator.comparingDouble(Word::start))
              .toList());
    }
    return Utterance.merged(tracks);
  }

  /**
   * What became of the tracks.
   *
   * @param answers of TrackProcessing, in the order of the tracks
   * @throws IllegalArgumentException with the reasons, if none could be read
   */
  public Map<String, Object> tracks(Transcript transcript, List<Map<String, Object>> answers) {
    List<Map<String, Object>> completed = new ArrayList<>();
    List<Map<String, Object>> left = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Map<String, Object> answer = answers.get(i);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("track", i);
      entry.put("name", transcript.speaker(i));
      if (failed(answer)) {
        entry.put("reason", reason(answer));
        left.add(entry);
      } else {
        Map<?, ?> padded = step(answer, "pad_track");
        Map<?, ?> heard = step(answer, "transcribe_track");
        entry.put("words", heard.get("words"));
        entry.put("recognizer", heard.get("recognizer"));
        entry.put("offset", padded.get("offset"));
        entry.put("duration", padded.get("duration"));
        completed.add(entry);
      }
    }
    if (completed.isEmpty()) {
      throw new IllegalArgumentException(
          "None of the tracks could be transcribed. The first: " + left.get(0).get("reason"));
    }
    return Map.of("tracks", Map.of("completed", completed, "left_out", left));
  }

  /** One input of TopicChunkProcessing for each stretch. */
  public List<Map<String, Object>> chunkInputs(Transcript transcript) {
    return transcript.chunks().stream()
        .map(chunk -> Map.<String, Object>of("run", transcript.run(), "chunk", chunk.index()))
        .toList();
  }

  /** What the stretches are about, and which were left out. */
  public Map<String, Object> topics(Transcript transcript, List<Map<String, Object>> answers) {
    List<Object> entries = new ArrayList<>();
    List<Object> left = new ArrayList<>();
    List<Chunk> chunks = transcript.chunks();
    for (int i = 0; i < answers.size(); i++) {
      if (failed(answers.get(i))) {
        left.add(
            Map.of(
                "chunk", i,
                "start", chunks.get(i).start(),
                "end", chunks.get(i).end(),
                "reason", reason(answers.get(i))));
      } else {
        entries.add(step(answers.get(i), "detect_chunk_topic"));
      }
    }
    return Map.of("topics", Map.of("entries", entries, "left_out", left));
  }

  /** One input of SubjectProcessing for each subject. */
  public List<Map<String, Object>> subjectInputs(Transcript transcript) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (JsonNode name : transcript.results().path("subjects").path("names")) {
      inputs.add(Map.of("run", transcript.run(), "subject", name.asText()));
    }
    return inputs;
  }

  /** What was said of the subjects, and which were left out. */
  public Map<String, Object> subjects(Transcript transcript, List<Map<String, Object>> answers) {
    List<Map<String, Object>> inputs = subjectInputs(transcript);
    List<Object> entries = new ArrayList<>();
    List<Object> left = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (failed(answers.get(i))) {
        left.add(Map.of("subject", inputs.get(i).get("subject"), "reason", reason(answers.get(i))));
      } else {
        entries.add(step(answers.get(i), "summarize_subject"));
      }
    }
    return Map.of("subject_summaries", Map.of("entries", entries, "left_out", left));
  }

  private static boolean failed(Map<String, Object> answer) {
    return answer.containsKey("error");
  }

  private static String reason(Map<String, Object> answer) {
    String text = Objects.toString(answer.get("error"), "").replaceAll("\\s+", " ").strip();
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
  }

  /** The output of a child's step. */
  private static Map<?, ?> step(Map<String, Object> answer, String step) {
    return answer.get(step) instanceof Map<?, ?> output ? output : answer;
  }
}
