package routes.diarization;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import routes.diarization.audio.Ffmpeg;
import routes.diarization.audio.Pieces;
import routes.diarization.audio.Wave;
import routes.diarization.speech.HeardWord;
import routes.diarization.speech.RecognizerCommand;
import routes.diarization.speech.VerboseAnswer;
import routes.diarization.storage.Bucket;
import routes.openai.OpenAIConstants;

/** A track's audio and words: what the steps of TrackProcessing do. Thread-safe. */
public final class TrackAudio {
  /** Ten minutes are 19 MB, less than the 25 MB that servers take. */
  private static final long PIECE = 600L * Wave.RATE;

  private final DiarizationSettings settings;
  private final Buckets buckets;
  private final WorkFiles files;
  private final Ffmpeg ffmpeg;
  private final RecognizerCommand recognizer;
  private final ObjectMapper json = new ObjectMapper();

  /** Creates it. */
  public TrackAudio(DiarizationSettings settings) {
    this.settings = settings;
    this.buckets = new Buckets(settings);
    this.files = new WorkFiles(settings.work());
    this.ffmpeg = new Ffmpeg(settings.limits());
    this.recognizer = new RecognizerCommand(settings.recognizer(), Duration.ofSeconds(650));
  }

  /** A piece of a track, on its way to a recogniser. */
  public record PieceFile(Path file, double start) {}

  /** Fetches a track and puts silence before it, so that all tracks begin together. */
  public Map<String, Object> pad(Map<String, Object> input)
      throws IOException, InterruptedException {
    Recording.Track track = json.convertValue(input.get("track"), Recording.Track.class);
    Path padded = files.track(text(input, "run"), track.index());
    Files.createDirectories(padded.getParent());
    // Each attempt has files of its own: an old one may still be writing.
    Path source = Files.createTempFile(padded.getParent(), "source", ".media");
    Path part = Files.createTempFile(padded.getParent(), "track", ".part");
    try {
      Bucket bucket = buckets.of(track);
      bucket.fetch(text(input, "bucket_name"), track.key(), source, settings.limits().bytes());
      long silence = Wave.samples(track.offset());
      long samples = ffmpeg.decode(source, part, silence);
      Files.move(part, padded, StandardCopyOption.REPLACE_EXISTING);
      Map<String, Object> output = new LinkedHashMap<>();
      output.put("track", track.index());
      output.put("offset", track.offset());
      output.put("duration", Wave.seconds(samples));
      return output;
    } finally {
      Files.deleteIfExists(source);
      Files.deleteIfExists(part);
    }
  }

  /** Files for a recogniser: the track from its own beginning, in pieces that are not too long. */
  public List<PieceFile> pieces(Map<String, Object> input) throws IOException {
    Recording.Track track = json.convertValue(input.get("track"), Recording.Track.class);
    Path padded = files.track(text(input, "run"), track.index());
    if (!Files.exists(padded)) {
      throw new IllegalArgumentException(
          "The padded track is gone: all workers must see the same DIARIZATION_DIR.");
    }
    List<PieceFile> pieces = new ArrayList<>();
    for (Pieces.Piece piece : Pieces.of(padded, Wave.samples(track.offset()), PIECE)) {
      Path file = Files.createTempFile(padded.getParent(), "piece", ".wav");
      Pieces.copy(padded, piece, file);
      pieces.add(new PieceFile(file, piece.start()));
    }
    return pieces;
  }

  /** What the server of a model heard in a piece. */
  public List<Map<String, Object>> answered(PieceFile piece, Exchange exchange) {
    return timed(
        VerboseAnswer.words(
            exchange.getProperty(
                OpenAIConstants.AUDIO_TRANSCRIPTION_RESPONSE, TranscriptionCreateResponse.class)),
        piece.start());
  }

  /** What the recogniser on this machine hears in a piece. */
  public List<Map<String, Object>> heard(PieceFile piece) throws InterruptedException {
    return timed(recognizer.words(piece.file()), piece.start());
  }

  /** The pieces are no more needed. */
  public void forget(List<PieceFile> pieces) throws IOException {
    for (PieceFile piece : pieces) {
      Files.deleteIfExists(piece.file());
    }
  }

  /** All words of a track as JSON, and the step's output. */
  public Map<String, Object> transcribed(
      Map<String, Object> input, List<List<Map<String, Object>>> heard) throws IOException {
    List<Map<String, Object>> words = heard.stream().flatMap(List::stream).toList();
    Recording.Track track = json.convertValue(input.get("track"), Recording.Track.class);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("run", input.get("run"));
    row.put("track", track.index());
    row.put("words", json.writeValueAsString(words));
    row.put(
        "output",
        Map.of(
            "track",
            track.index(),
            "words",
            words.size(),
            "recognizer",
            settings.model() ? "server" : "local"));
    return row;
  }

  private static List<Map<String, Object>> timed(List<HeardWord> words, double start) {
    return words.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "word", one.word(),
                    "start", millis(one.start() + start),
                    "end", millis(one.end() + start)))
        .toList();
  }

  private static double millis(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  private static String text(Map<String, Object> input, String field) {
    Object value = input.get(field);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s is missing: DiarizationPipeline starts this workflow, nobody else needs to."
              .formatted(field));
    }
    return value.toString();
  }
}
