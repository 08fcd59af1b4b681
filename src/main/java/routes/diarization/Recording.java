package routes.diarization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to transcribe. Reading it checks it.
 *
 * @param transcriptId the asker's name for the transcript, unique
 * @param recordingId the asker's name for the recording
 * @param roomName where it was recorded
 * @param bucketName where its tracks lie
 * @param webhookUrl whom to tell, in place of the configured one
 * @param tracks one for each participant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recording(
    @JsonProperty("transcript_id") String transcriptId,
    @JsonProperty("recording_id") @Nullable String recordingId,
    @JsonProperty("room_name") String roomName,
    @JsonProperty("bucket_name") String bucketName,
    @JsonProperty("webhook_url") @Nullable String webhookUrl,
    List<Track> tracks) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_KEY = 2_000;
  private static final double LATEST = 86_400;
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Names of tracks that tell when recording and track began, in milliseconds, and whose it is. */
  private static final Pattern TIMED =
      Pattern.compile(
          "(?:.*/)?(\\d{10,14})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-cam-audio-(\\d{10,14})(?:\\.\\w+)?");

  /** Copies the tracks. */
  public Recording {
    tracks = List.copyOf(tracks);
  }

  /**
   * A participant's track.
   *
   * @param index its place, from 0
   * @param key where it lies in the bucket, or its http or https address
   * @param offset seconds from the beginning of the recording to its own
   * @param participantId whose it is
   * @param name what they are called
   * @param consent whether they agreed that it is kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Track(
      int index,
      @JsonProperty("s3_key") String key,
      double offset,
      @JsonProperty("participant_id") @Nullable String participantId,
      @Nullable String name,
      @Nullable Boolean consent) {

    /** Whether it lies elsewhere than in a bucket. */
    public boolean remote() {
      return key.startsWith("http://") || key.startsWith("https://");
    }
  }

  /**
   * Reads an input.
   *
   * @param most tracks that a recording may have
   * @throws IllegalArgumentException with one sentence naming the field
   */
  public static Recording of(JsonNode input, int most) {
    String bucket = text(input, "bucket_name", true);
    if (bucket == null || !BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "bucket_name is '%s': send letters, digits, dots, dashes and underscores, at most 63 and none but a letter or digit first."
              .formatted(bucket));
    }
    String transcript = String.valueOf(text(input, "transcript_id", true));
    String room = String.valueOf(text(input, "room_name", true));
    return new Recording(
        transcript,
        text(input, "recording_id", false),
        room,
        bucket,
        text(input, "webhook_url", false),
        tracks(input.path("tracks"), most));
  }

  /** The transcript's id in this application; the same name gives the same. */
  public String id() {
    return UUID.nameUUIDFromBytes(("transcript:" + transcriptId).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static List<Track> tracks(JsonNode tracks, int most) {
    if (!tracks.isArray() || tracks.isEmpty()) {
      throw new IllegalArgumentException(
          "tracks is %s: send a list with at least one track, such as [{\"s3_key\": \"a.wav\"}]."
              .formatted(
                  tracks.isMissingNode() ? "missing" : tracks.isArray() ? "empty" : "no list"));
    }
    if (tracks.size() > most) {
      throw new IllegalArgumentException(
          "tracks has %d entries: send at most %d, or raise DIARIZATION_MAX_TRACKS."
              .formatted(tracks.size(), most));
    }
    List<Track> read = new ArrayList<>();
    for (JsonNode track : tracks) {
      read.add(track(read.size(), track));
    }
    if (read.stream().map(Track::key).distinct().count() < read.size()) {
      throw new IllegalArgumentException("tracks names a key twice: send each track once.");
    }
    return read;
  }

  private static Track track(int index, JsonNode track) {
    String at = "tracks[%d].".formatted(index);
    String key = track.isTextual() ? track.asText() : track.path("s3_key").asText("");
    if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "%ss3_key is missing or no key: send the name of the track in its bucket, or its address."
              .formatted(at));
    }
    Matcher timed = TIMED.matcher(key);
    boolean named = timed.matches();
    double offset =
        named ? (Long.parseLong(timed.group(3)) - Long.parseLong(timed.group(1))) / 1000.0 : 0;
    JsonNode given = track.path("offset");
    if (!given.isMissingNode() && !given.isNull()) {
      if (!given.isNumber() || given.asDouble() < 0 || given.asDouble() > LATEST) {
        throw new IllegalArgumentException(
            "%soffset is '%s': send seconds from 0 to %,.0f."
                .formatted(at, shorten(given), LATEST));
      }
      offset = given.asDouble();
    }
    JsonNode consent = track.path("consent");
    if (!consent.isMissingNode() && !consent.isNull() && !consent.isBoolean()) {
      throw new IllegalArgumentException(
          "%sconsent is '%s': send true or false.".formatted(at, shorten(consent)));
    }
    String participant = text(track, "participant_id", false);
    return new Track(
        index,
        key,
        Math.min(LATEST, Math.max(0, offset)),
        participant == null && named ? timed.group(2) : participant,
        text(track, "name", false),
        consent.isBoolean() ? consent.asBoolean() : null);
  }

  private static @Nullable String text(JsonNode object, String field, boolean required) {
    JsonNode value = object.path(field);
    if (value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isBlank())) {
      if (required) {
        throw new IllegalArgumentException(
            "%s is missing: send a text of at most %d characters.".formatted(field, LONGEST_NAME));
      }
      return null;
    }
    int most = field.endsWith("_url") ? LONGEST_KEY : LONGEST_NAME;
    String text = value.asText().strip();
    if (!value.isTextual() || text.length() > most || text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "%s is '%s': send a text of at most %d characters in one line."
              .formatted(field, shorten(value), most));
    }
    return text;
  }

  private static String shorten(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
