package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import routes.diarization.notify.Notices;

/** What others are told of a finished transcript. Thread-safe. */
public final class Telling {
  private final Notices notices;

  /** Creates it. */
  public Telling(DiarizationSettings settings) {
    this.notices = new Notices(settings.notices(), Clock.systemUTC());
  }

  /** Tells the webhook, once for each run however often it is tried. */
  public Map<String, Object> webhook(Transcript transcript)
      throws IOException, InterruptedException {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("event", Notices.EVENT);
    told.put("id", transcript.recording().id());
    told.put("transcript_id", transcript.recording().transcriptId());
    told.put("recording_id", transcript.recording().recordingId());
    told.put("room_name", transcript.recording().roomName());
    told.put("workflow_run_id", transcript.run());
    for (String part :
        new String[] {
          "title", "topics", "subject_summaries", "recap", "action_items", "tracks", "audio"
        }) {
      told.put(part, transcript.results().path(part));
    }
    return Map.of(
        "webhook",
        notices.webhook(
            transcript.recording().webhookUrl(), Notices.EVENT + ":" + transcript.run(), told));
  }

  /** Writes to Zulip; a message that was sent before is not sent again. */
  public Map<String, Object> zulip(Transcript transcript) throws IOException, InterruptedException {
    JsonNode before = transcript.results().path("zulip");
    if (before.path("sent").asBoolean()) {
      return Map.of("zulip", before);
    }
    JsonNode results = transcript.results();
    StringBuilder message = new StringBuilder();
    message.append("**").append(results.at("/title/text").asText()).append("**\n\n");
    message.append(results.at("/recap/text").asText()).append('\n');
    for (JsonNode item : results.at("/action_items/entries")) {
      message.append("\n* ").append(item.path("text").asText());
    }
    return Map.of("zulip", notices.zulip(transcript.recording().roomName(), message.toString()));
  }
}
