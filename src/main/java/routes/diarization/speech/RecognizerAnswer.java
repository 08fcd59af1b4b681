package routes.diarization.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a local recogniser prints: JSON with {@code words} of {@code word}, {@code start} and
 * {@code end}, at the top or in {@code segments} (Whisper's programs); lines of JSON with {@code w}
 * of {@code t}, {@code b} and {@code d} (PocketSphinx 5); or lines of word, start and end
 * (PocketSphinx with {@code -time yes}). Pure.
 */
public final class RecognizerAnswer {
  private static final Pattern LINE =
      Pattern.compile("(\\S+)\\s+(\\d+(?:\\.\\d+)?)\\s+(\\d+(?:\\.\\d+)?)(?:\\s+\\S+)?");

  private static final Pattern NO_WORD = Pattern.compile("<.*>|\\[.*\\]|\\+\\+.*\\+\\+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecognizerAnswer() {}

  /**
   * The words in order.
   *
   * @throws IllegalStateException with one sentence, if it is none of these forms
   */
  public static List<HeardWord> words(String printed) {
    String text = printed.strip();
    try {
      return text.startsWith("{") ? json(text) : lines(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "The recogniser printed JSON that is broken: make it print words with their times and nothing else.",
          e);
    }
  }

  private static List<HeardWord> json(String text) throws JsonProcessingException {
    List<HeardWord> words = new ArrayList<>();
    if (text.lines().filter(line -> line.startsWith("{")).count() > 1 && !text.startsWith("{\n")) {
      for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
        collect(JSON.readTree(line), words);
      }
    } else {
      JsonNode answer = JSON.readTree(text);
      if (!answer.has("words") && !answer.has("segments") && !answer.has("w")) {
        throw new IllegalStateException(
            "The recogniser printed JSON without words: make it print words with start and end.");
      }
      collect(answer, words);
    }
    return words;
  }

  private static void collect(JsonNode answer, List<HeardWord> words) {
    answer
        .path("words")
        .forEach(
            one ->
                add(
                    words,
                    one.path("word").asText(),
                    one.path("start").asDouble(),
                    one.path("end").asDouble()));
    answer.path("segments").forEach(segment -> collect(segment, words));
    answer
        .path("w")
        .forEach(
            one ->
                add(
                    words,
                    one.path("t").asText(),
                    one.path("b").asDouble(),
                    one.path("b").asDouble() + one.path("d").asDouble()));
  }

  private static List<HeardWord> lines(String text) {
    List<HeardWord> words = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher word = LINE.matcher(line.strip());
      if (word.matches()) {
        add(
            words,
            word.group(1),
            Double.parseDouble(word.group(2)),
            Double.parseDouble(word.group(3)));
      }
    }
    if (words.isEmpty() && !text.isBlank()) {
      throw new IllegalStateException(
          "The recogniser printed no times: make it print each word with its start and end.");
    }
    return words;
  }

  /** Adds what is a word: no mark for silence or noise, and no number of a pronunciation. */
  static void add(List<HeardWord> words, String heard, double start, double end) {
    String word = heard.strip().replaceFirst("\\(\\d+\\)$", "");
    if (!word.isEmpty() && !NO_WORD.matcher(word).matches() && start >= 0 && end >= start) {
      words.add(new HeardWord(word, start, end));
    }
  }
}
