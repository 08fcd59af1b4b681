package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was recorded: from the tracks, and from a list that lies beside them. Pure. */
public final class Participants {
  /** Where the list lies, in the folder of the first track. */
  public static final String FILE = "participants.json";

  private Participants() {}

  /**
   * The participant of each track.
   *
   * @param listed an answer of a participants' interface: {@code {"data": [{"participant_id",
   *     "user_name", "consent"}]}}; null when there is none
   * @return tracks with what is known of their participants
   * @throws IllegalArgumentException with one sentence, if the list is not under {@code data}
   */
  public static List<Recording.Track> named(
      List<Recording.Track> tracks, @Nullable JsonNode listed) {
    Map<String, JsonNode> known = new HashMap<>();
    if (listed != null) {
      if (!listed.path("data").isArray()) {
        throw new IllegalArgumentException(
            "%s has no list under data: write {\"data\": [{\"participant_id\": …}]}."
                .formatted(FILE));
      }
      listed.path("data").forEach(one -> known.put(one.path("participant_id").asText(""), one));
    }
    List<Recording.Track> named = new ArrayList<>();
    for (Recording.Track track : tracks) {
      JsonNode more = known.get(track.participantId() == null ? "" : track.participantId());
      String name = track.name();
      if (name == null && more != null && more.path("user_name").isTextual()) {
        name = more.path("user_name").asText().strip();
      }
      Boolean consent = track.consent();
      if (consent == null && more != null && more.path("consent").isBoolean()) {
        consent = more.path("consent").asBoolean();
      }
      named.add(
          new Recording.Track(
              track.index(),
              track.key(),
              track.offset(),
              track.participantId(),
              name == null || name.isEmpty() ? "Speaker " + (track.index() + 1) : shorten(name),
              Boolean.TRUE.equals(consent)));
    }
    return named;
  }

  private static String shorten(String name) {
    String line = name.replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 100);
  }
}
