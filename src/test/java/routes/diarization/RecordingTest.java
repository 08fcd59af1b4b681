package routes.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.diarization.audio.AudioLimits;
import routes.diarization.notify.NotifySettings;

/** What a run may be asked, and what is said when it may not. */
class RecordingTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String with(String field, String value) {
    Map<String, String> fields =
        new TreeMap<>(
            Map.of(
                "transcript_id", "'t'",
                "room_name", "'r'",
                "bucket_name", "'b'",
                "tracks", "['a.wav']"));
    fields.put(field, value);
    return fields.entrySet().stream()
        .filter(one -> !one.getValue().isEmpty())
        .map(one -> "'" + one.getKey() + "':" + one.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "transcript_id |                     | transcript_id is missing",
        "transcript_id | ' '                 | transcript_id is missing",
        "room_name     | 7                   | room_name is '7'",
        "bucket_name   | '../etc'            | bucket_name is '../etc'",
        "tracks        |                     | tracks is missing",
        "tracks        | []                  | tracks is empty",
        "tracks        | 'a'                 | tracks is no list",
        "tracks        | [{}]                | tracks[0].s3_key is missing",
        "tracks        | ['a','a']           | tracks names a key twice",
        "tracks        | [{'s3_key':'a','offset':-1}]      | tracks[0].offset is '-1'",
        "tracks        | [{'s3_key':'a','offset':'x'}]     | tracks[0].offset is 'x'",
        "tracks        | [{'s3_key':'a','consent':'yes'}]  | tracks[0].consent is 'yes'",
      })
  void eachMistakeHasItsSentence(String field, String value, String sentence) {
    JsonNode input = json(with(field, value == null ? "" : value));
    assertThatThrownBy(() -> Recording.of(input, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence)
        .hasMessageContaining("send");
  }

  @Test
  void fiftyTracksAreTakenAndMoreThanTheLimitAreNot() {
    String tracks =
        IntStream.range(0, 50)
            .mapToObj(i -> "'%d.wav'".formatted(i))
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode input = json(with("tracks", tracks));
    assertThat(Recording.of(input, 50).tracks()).hasSize(50);
    assertThatThrownBy(() -> Recording.of(input, 49)).hasMessageContaining("at most 49");
  }

  @Test
  void aTrackMayTellItsOffsetAndParticipantByItsName() {
    JsonNode input =
        json(
            with(
                "tracks",
                "['rec/1700000000000-0b5dc2a4-1c1f-4b1c-8d6e-0f7f5a3f6a10-cam-audio-1700000002500.webm']"));
    Recording.Track track = Recording.of(input, 10).tracks().get(0);
    assertThat(track.offset()).isEqualTo(2.5);
    assertThat(track.participantId()).isEqualTo("0b5dc2a4-1c1f-4b1c-8d6e-0f7f5a3f6a10");
  }

  @Test
  void withoutARecogniserNothingIsBegun() {
    DiarizationSettings settings =
        new DiarizationSettings(
            Path.of("nowhere"),
            Path.of("nowhere"),
            null,
            List.of(),
            false,
            List.of(),
            false,
            new AudioLimits(1, 1, Duration.ofSeconds(1), 1),
            1,
            new NotifySettings(null, null, List.of(), null, false));
    assertThatThrownBy(() -> new Recordings(settings).fromInput(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No recogniser is configured: set LLM_AUDIO_MODEL");
  }
}
