package routes.diarization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import routes.diarization.audio.Waveform;
import routes.diarization.text.Export;
import routes.diarization.text.Utterance;
import routes.diarization.text.Word;

/** Transcripts as the HTTP interface answers them. Thread-safe. */
public final class TranscriptAnswers {
  private static final String JSON = "application/json";

  private final ObjectMapper json = new ObjectMapper();

  /** 202 with the ids of the transcript and its run. */
  public void started(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    String self = "/api/transcripts/" + row.get("id");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", row.get("id"));
    answer.put("transcript_id", row.get("transcript_id"));
    answer.put("workflow_run_id", exchange.getVariable("run"));
    answer.put("status", "uploaded");
    answer.put("links", Map.of("self", self));
    send(exchange.getMessage(), 202, JSON, json.writeValueAsString(answer));
    exchange.getMessage().setHeader("Location", self);
  }

  /**
   * A transcript with what was said as utterances.
   *
   * @param transcript as it is stored
   * @param about its row as JSON text, which gets {@code utterances}
   */
  public void whole(Exchange exchange, Transcript transcript, String about)
      throws JsonProcessingException {
    ObjectNode answer = (ObjectNode) json.readTree(about);
    answer.set("participants", participants(transcript));
    ArrayNode utterances = answer.putArray("utterances");
    for (Utterance one : transcript.utterances()) {
      ObjectNode said = utterances.addObject();
      said.put("track", one.track()).put("speaker", transcript.speaker(one.track()));
      said.put("start", one.start()).put("end", one.end());
      ArrayNode words = said.putArray("words");
      for (Word word : one.words()) {
        words.addArray().add(word.word()).add(word.start()).add(word.end());
      }
    }
    ((ObjectNode) answer.get("results")).remove("participants");
    send(exchange.getMessage(), 200, JSON, json.writeValueAsString(answer));
  }

  /** A transcript as a file: {@code text}, {@code vtt} or {@code json}. */
  public void export(Exchange exchange, Transcript transcript, String format)
      throws JsonProcessingException {
    Message message = exchange.getMessage();
    List<Utterance> said = transcript.utterances();
    String title = transcript.results().at("/title/text").asText("Transcript");
    switch (format) {
      case "text" ->
          send(
              message,
              200,
              "text/plain; charset=utf-8",
              Export.text(title, said, transcript::speaker));
      case "vtt" ->
          send(message, 200, "text/vtt; charset=utf-8", Export.webVtt(said, transcript::speaker));
      default -> send(message, 200, JSON, json.writeValueAsString(words(transcript, title)));
    }
    String extension = format.equals("text") ? "txt" : format;
    message.setHeader(
        "Content-Disposition", "attachment; filename=\"transcript.%s\"".formatted(extension));
  }

  /** A recording's peaks, as JSON or as a picture. */
  public void waveform(Exchange exchange, Transcript transcript, String format)
      throws JsonProcessingException {
    Message message = exchange.getMessage();
    JsonNode stored = transcript.results().path("waveform");
    Waveform waveform =
        stored.isMissingNode()
            ? new Waveform(0, 1, List.of())
            : json.treeToValue(stored, Waveform.class);
    if (format.equals("png")) {
      send(message, 200, "image/png", waveform.picture());
    } else {
      send(message, 200, JSON, json.writeValueAsString(waveform));
    }
  }

  /** A recording to listen to; nothing where there is none. */
  public void audio(Exchange exchange, @Nullable Path file) {
    if (file == null) {
      exchange.getMessage().setBody(null);
    } else {
      send(exchange.getMessage(), 200, "audio/mpeg", file.toFile());
    }
  }

  private ArrayNode participants(Transcript transcript) {
    ArrayNode participants = json.createArrayNode();
    for (Recording.Track track : transcript.participants()) {
      participants
          .addObject()
          .put("track", track.index())
          .put("name", transcript.speaker(track.index()))
          .put("consent", Boolean.TRUE.equals(track.consent()));
    }
    return participants;
  }

  private static Map<String, Object> words(Transcript transcript, String title) {
    Map<String, Object> export = new LinkedHashMap<>();
    export.put("transcript_id", transcript.recording().transcriptId());
    export.put("title", title);
    export.put(
        "words",
        transcript.words().stream()
            .map(
                one -> {
                  Map<String, Object> word = new LinkedHashMap<>();
                  word.put("word", one.word());
                  word.put("start", one.start());
                  word.put("end", one.end());
                  word.put("track", one.track());
                  word.put("speaker", transcript.speaker(one.track()));
                  return word;
                })
            .toList());
    return export;
  }

  private static void send(Message message, int status, String type, Object body) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(body);
  }
}
