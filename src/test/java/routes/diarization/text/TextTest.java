package routes.diarization.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words to utterances, stretches, extracts and files. */
class TextTest {
  private static final List<String> NAMES = List.of("Ada", "Bob <b>", "Cleo");

  private static List<Word> said(int track, double start, String text) {
    List<Word> words = new ArrayList<>();
    double at = start;
    for (String word : text.split(" ", -1)) {
      words.add(new Word(word, at, at + 0.3, track));
      at += 0.4;
    }
    return words;
  }

  private static List<Utterance> conversation() {
    return Utterance.of(
        Utterance.merged(
            List.of(
                said(0, 0, "The budget of the project is too small."),
                said(1, 5, "I will send the new budget to the bank by Friday."),
                said(2, 12, "The weather was nice."))));
  }

  @Test
  void wordsOfAllTracksComeInTheOrderTheyWereSaid() {
    List<Word> merged =
        Utterance.merged(List.of(said(0, 0, "one two three"), said(1, 0.2, "four five")));
    assertThat(merged)
        .extracting(Word::word)
        .containsExactly("one", "four", "two", "five", "three");
  }

  @Test
  void anUtteranceEndsWithTheSpeakerAPauseOrAFullStop() {
    List<Utterance> utterances =
        Utterance.of(
            Utterance.merged(
                List.of(
                    said(0, 0, "First one. Second"), said(0, 10, "third"), said(1, 12, "fourth"))));
    assertThat(utterances)
        .extracting(Utterance::text)
        .containsExactly("First one.", "Second", "third", "fourth");
  }

  @Test
  void longTranscriptsAreCutBetweenUtterances() {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      utterances.add(new Utterance(i % 3, said(i % 3, i * 5, "one two three four five six.")));
    }
    List<Chunk> chunks = Chunk.of(utterances);
    assertThat(chunks).hasSizeBetween(4, 6).isSortedAccordingTo((a, b) -> a.index() - b.index());
    assertThat(chunks.stream().mapToInt(chunk -> chunk.utterances().size()).sum()).isEqualTo(300);
    assertThat(Chunk.of(List.of())).isEmpty();
  }

  @Test
  void whatIsChosenStandsInTheTranscript() {
    List<Utterance> said = conversation();
    assertThat(Extracts.keywords(said, 3)).contains("budget");
    assertThat(Extracts.title(said)).containsIgnoringCase("budget");
    assertThat(Extracts.summary(said, 2)).isSubsetOf(said).hasSize(2);
    assertThat(Extracts.about("the Budget", said)).hasSize(2);
    assertThat(Extracts.tasks(said)).extracting(Utterance::track).containsExactly(1);
    assertThat(Extracts.title(List.of())).isEqualTo("Conversation");
  }

  @Test
  void aQuoteMustStandInTheText() {
    String text = "I will send the new budget, to the bank by Friday.";
    assertThat(Extracts.quotes(text, "Send the new budget to the bank")).isTrue();
    assertThat(Extracts.quotes(text, "send the old budget")).isFalse();
    assertThat(Extracts.quotes(text, "end the new")).isFalse();
    assertThat(Extracts.quotes(text, " … ")).isFalse();
  }

  @Test
  void aTranscriptIsWrittenAsTextAndWebVtt() {
    assertThat(Export.text("Title", conversation(), NAMES::get))
        .startsWith("Title\n\n[00:00:00] Ada: The budget")
        .contains("[00:00:05] Bob <b>: I will send");
    assertThat(Export.webVtt(conversation(), NAMES::get))
        .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:03.100\n<v Ada>The budget")
        .contains("<v Bob &lt;b&gt;>I will send");
    assertThat(Export.time(3_661.0019)).isEqualTo("01:01:01.002");
  }
}
