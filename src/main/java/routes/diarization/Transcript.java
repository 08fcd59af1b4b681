package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import routes.diarization.text.Chunk;
import routes.diarization.text.Utterance;
import routes.diarization.text.Word;

/**
 * A transcript as far as it is.
 *
 * @param run that makes it
 * @param recording what it is of
 * @param participants the tracks with their participants, in the order of the tracks
 * @param words of all tracks, in order
 * @param results what the steps found, by their parts
 */
public record Transcript(
    String run,
    Recording recording,
    List<Recording.Track> participants,
    List<Word> words,
    JsonNode results) {

  /** Copies the lists. */
  public Transcript {
    participants = List.copyOf(participants);
    words = List.copyOf(words);
  }

  /** Who speaks on a track. */
  public String speaker(int track) {
    String name = track >= 0 && track < participants.size() ? participants.get(track).name() : null;
    return name == null ? "Speaker " + (track + 1) : name;
  }

  /** What was said. */
  public List<Utterance> utterances() {
    return Utterance.of(words);
  }

  /** The stretches to ask about. */
  public List<Chunk> chunks() {
    return Chunk.of(utterances());
  }

  /** The tracks that could be read. */
  public List<Integer> tracks() {
    return results.path("tracks").path("completed").findValues("track").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  /** How many did not consent. */
  public long withoutConsent() {
    return participants.stream().filter(one -> !Boolean.TRUE.equals(one.consent())).count();
  }
}
