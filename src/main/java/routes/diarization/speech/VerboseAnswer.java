package routes.diarization.speech;

import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of a transcription by a server that speaks OpenAI's protocol. Pure. */
public final class VerboseAnswer {
  private VerboseAnswer() {}

  /**
   * The words in order; a server that gives times of segments only has its words spread over them.
   *
   * @throws IllegalStateException with one sentence, if there is text but no time
   */
  public static List<HeardWord> words(TranscriptionCreateResponse answer) {
    List<HeardWord> words = new ArrayList<>();
    if (answer.isVerbose()) {
      TranscriptionVerbose verbose = answer.asVerbose();
      verbose
          .words()
          .ifPresent(
              all ->
                  all.forEach(
                      one -> RecognizerAnswer.add(words, one.word(), one.start(), one.end())));
      if (words.isEmpty()) {
        verbose
            .segments()
            .ifPresent(
                all -> all.forEach(one -> spread(words, one.text(), one.start(), one.end())));
      }
      if (words.isEmpty() && !verbose.text().isBlank()) {
        throw new IllegalStateException(
            "The transcription has no times: use a model that gives them for words or segments, such as whisper-1.");
      }
    }
    return words;
  }

  private static void spread(List<HeardWord> words, String text, double start, double end) {
    String[] parts = text.strip().split("\\s+", -1);
    double each = (end - start) / parts.length;
    for (int i = 0; i < parts.length; i++) {
      RecognizerAnswer.add(words, parts[i], start + i * each, start + (i + 1) * each);
    }
  }
}
