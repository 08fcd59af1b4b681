package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.diarization.llm.ModelText;
import routes.diarization.text.Chunk;
import routes.diarization.text.Extracts;
import routes.diarization.text.Utterance;

/**
 * What a transcript is about. Each matter has its question for a model, and takes the answer if it
 * is of use; else it is chosen out of the transcript, and the result says so. Pure.
 */
public final class Insights {
  private static final int LONGEST_QUESTION = 24_000;
  private static final int TITLE = 120;
  private static final int SUMMARY = 1_500;
  private static final int RECAP = 4_000;
  private static final int SUBJECTS = 6;
  private static final int TASKS = 50;

  /** The words of a stretch. */
  public String topicQuestion(Transcript transcript, int chunk) {
    return asked(chunk(transcript, chunk).text(transcript::speaker));
  }

  /** Title and summary of a stretch. */
  public Map<String, Object> topic(
      Transcript transcript, int index, @Nullable String answer, @Nullable String problem) {
    Chunk chunk = chunk(transcript, index);
    JsonNode read = ModelText.object(answer);
    String title = ModelText.line(read, "title", TITLE);
    String summary = ModelText.text(read, "summary", SUMMARY);
    boolean model = title != null && summary != null;
    Map<String, Object> topic = new LinkedHashMap<>();
    topic.put("chunk", index);
    topic.put("start", chunk.start());
    topic.put("end", chunk.end());
    topic.put("title", model ? title : Extracts.title(chunk.utterances()));
    topic.put(
        "summary", model ? summary : lines(transcript, Extracts.summary(chunk.utterances(), 2)));
    method(topic, model, answer, problem);
    return topic;
  }

  /** The topics and their summaries. */
  public String topicsQuestion(Transcript transcript) {
    List<String> lines = new ArrayList<>();
    for (JsonNode topic : transcript.results().path("topics").path("entries")) {
      lines.add(topic.path("title").asText() + ": " + topic.path("summary").asText());
    }
    return asked(String.join("\n", lines));
  }

  /** The title of all. */
  public Map<String, Object> title(
      Transcript transcript, @Nullable String answer, @Nullable String problem) {
    JsonNode read = ModelText.object(answer);
    String title = ModelText.line(read, "title", TITLE);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("text", title == null ? Extracts.title(transcript.utterances()) : title);
    method(part, title != null, answer, problem);
    return Map.of("title", part);
  }

  /** What was talked of. */
  public Map<String, Object> subjects(
      Transcript transcript, @Nullable String answer, @Nullable String problem) {
    JsonNode read = ModelText.object(answer);
    List<String> names = ModelText.lines(read.path("subjects"), SUBJECTS, TITLE);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put(
        "names", names.isEmpty() ? Extracts.keywords(transcript.utterances(), SUBJECTS) : names);
    method(part, !names.isEmpty(), answer, problem);
    return Map.of("subjects", part);
  }

  /** A subject and what was said of it. */
  public String subjectQuestion(Transcript transcript, String subject) {
    List<Utterance> said = Extracts.about(subject, transcript.utterances());
    List<Utterance> shown = said.isEmpty() ? transcript.utterances() : said;
    return asked("Subject: %s\n\n%s".formatted(subject, Chunk.lines(shown, transcript::speaker)));
  }

  /** What was said of a subject. */
  public Map<String, Object> subject(
      Transcript transcript, String subject, @Nullable String answer, @Nullable String problem) {
    JsonNode read = ModelText.object(answer);
    String summary = ModelText.text(read, "summary", SUMMARY);
    List<Utterance> said = Extracts.about(subject, transcript.utterances());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("subject", subject);
    entry.put("summary", summary == null ? lines(transcript, Extracts.summary(said, 2)) : summary);
    method(entry, summary != null, answer, problem);
    return entry;
  }

  /** The subjects and what was said of them. */
  public String recapQuestion(Transcript transcript) {
    List<String> lines = new ArrayList<>();
    for (JsonNode one : transcript.results().path("subject_summaries").path("entries")) {
      lines.add(one.path("subject").asText() + ": " + one.path("summary").asText());
    }
    return asked(String.join("\n\n", lines));
  }

  /** All of it in a few sentences. */
  public Map<String, Object> recap(
      Transcript transcript, @Nullable String answer, @Nullable String problem) {
    JsonNode read = ModelText.object(answer);
    String recap = ModelText.text(read, "recap", RECAP);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put(
        "text",
        recap == null ? lines(transcript, Extracts.summary(transcript.utterances(), 4)) : recap);
    method(part, recap != null, answer, problem);
    return Map.of("recap", part);
  }

  /** All that was said, as far as a question holds it: first what sounds like something to do. */
  public String actionsQuestion(Transcript transcript) {
    String all = Chunk.lines(transcript.utterances(), transcript::speaker);
    return all.length() <= LONGEST_QUESTION
        ? all
        : asked(Chunk.lines(Extracts.tasks(transcript.utterances()), transcript::speaker));
  }

  /** What somebody is to do. A model must quote the words; what nobody said is left out. */
  public Map<String, Object> actions(
      Transcript transcript, @Nullable String answer, @Nullable String problem) {
    JsonNode read = ModelText.object(answer);
    boolean model = read.path("action_items").isArray();
    List<Object> entries = new ArrayList<>();
    int unproved = 0;
    if (model) {
      for (JsonNode one : read.path("action_items")) {
        Map<String, Object> item = item(transcript, one);
        if (item == null) {
          unproved++;
        } else if (entries.size() < TASKS) {
          entries.add(item);
        }
      }
    } else {
      Extracts.tasks(transcript.utterances()).stream()
          .limit(TASKS)
          .forEach(
              one ->
                  entries.add(
                      entry(one.text(), transcript.speaker(one.track()), one.text(), one.start())));
    }
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("entries", entries);
    part.put("unproved", unproved);
    method(part, model, answer, problem);
    return Map.of("action_items", part);
  }

  private static @Nullable Map<String, Object> item(Transcript transcript, JsonNode one) {
    String text = ModelText.line(one, "text", 500);
    String quote = ModelText.line(one, "quote", 500);
    if (text == null || quote == null) {
      return null;
    }
    Optional<Utterance> said =
        transcript.utterances().stream()
            .filter(utterance -> Extracts.quotes(utterance.text(), quote))
            .findFirst();
    return said.map(
            utterance ->
                entry(text, ModelText.line(one, "assignee", 100), quote, utterance.start()))
        .orElse(null);
  }

  private static Map<String, Object> entry(
      String text, @Nullable String assignee, String quote, double start) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("text", text);
    entry.put("assignee", assignee);
    entry.put("quote", quote);
    entry.put("start", start);
    return entry;
  }

  private static Chunk chunk(Transcript transcript, int index) {
    List<Chunk> chunks = transcript.chunks();
    if (index < 0 || index >= chunks.size()) {
      throw new IllegalArgumentException(
          "chunk is %d: the transcript has %d.".formatted(index, chunks.size()));
    }
    return chunks.get(index);
  }

  private static void method(
      Map<String, Object> part, boolean model, @Nullable String answer, @Nullable String problem) {
    part.put("method", model ? "llm" : "extractive");
    if (!model && problem != null && !problem.isBlank()) {
      part.put("problem", problem);
    } else if (!model && answer != null) {
      part.put("problem", "The language model's answer was not of the form that was asked for.");
    }
  }

  private static String lines(Transcript transcript, List<Utterance> utterances) {
    return utterances.stream()
        .map(one -> transcript.speaker(one.track()) + ": " + one.text())
        .collect(Collectors.joining("\n"));
  }

  private static String asked(String text) {
    return text.length() <= LONGEST_QUESTION ? text : text.substring(0, LONGEST_QUESTION);
  }
}
