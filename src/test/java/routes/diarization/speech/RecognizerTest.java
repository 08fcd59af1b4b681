package routes.diarization.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recognisers print, and how they are called. */
class RecognizerTest {
  private static final HeardWord HELLO = new HeardWord("hello", 0.5, 0.9);
  private static final HeardWord THERE = new HeardWord("there", 1.0, 1.4);

  @TempDir Path directory;

  @Test
  void everyFormThatIsKnownGivesTheSameWords() {
    assertThat(
            List.of(
                RecognizerAnswer.words(
                    "hello there\n<s> 0.000 0.490 0.99\nhello(2) 0.500 0.900 0.81\n<sil> 0.910 0.990 0.9\nthere 1.000 1.400 0.7\n</s> 1.410 1.500 1.0\n"),
                RecognizerAnswer.words(
                    "{\"words\": [{\"word\": \" hello\", \"start\": 0.5, \"end\": 0.9}, {\"word\": \"there\", \"start\": 1.0, \"end\": 1.4}]}"),
                RecognizerAnswer.words(
                    "{\"text\": \"hello there\", \"segments\": [{\"words\": [{\"word\": \"hello\", \"start\": 0.5, \"end\": 0.9}]}, {\"words\": [{\"word\": \"there\", \"start\": 1.0, \"end\": 1.4}]}]}"),
                RecognizerAnswer.words(
                    "{\"t\":\"hello\",\"w\":[{\"t\":\"hello\",\"b\":0.5,\"d\":0.4}]}\n{\"t\":\"there\",\"w\":[{\"t\":\"there\",\"b\":1.0,\"d\":0.4}]}\n")))
        .allSatisfy(words -> assertThat(words).containsExactly(HELLO, THERE));
  }

  @Test
  void silenceHasNoWordsAndNonsenseIsRefused() {
    assertThat(RecognizerAnswer.words("  \n")).isEmpty();
    assertThat(RecognizerAnswer.words("{\"words\": []}")).isEmpty();
    for (String printed : List.of("hello there", "{\"words\": [", "{\"text\": \"hello\"}")) {
      assertThatThrownBy(() -> RecognizerAnswer.words(printed))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The recogniser printed");
    }
  }

  @Test
  void theFileIsOneArgumentWhateverItIsCalled() throws Exception {
    Path odd =
        Files.writeString(
            directory.resolve("a; touch hacked $(id) 'b'.txt"), "hello 0.500 0.900\n");
    RecognizerCommand command =
        new RecognizerCommand(List.of("cat", "{audio}"), Duration.ofSeconds(60));
    assertThat(command.words(odd)).containsExactly(HELLO);
    assertThat(directory.resolve("hacked")).doesNotExist();
  }

  @Test
  void aProgramThatFailsOrIsNotThereSaysSo() {
    Path file = directory.resolve("a.wav");
    assertThatThrownBy(
            () ->
                new RecognizerCommand(List.of("cat", "{audio}"), Duration.ofSeconds(60))
                    .words(file))
        .hasMessageContaining("ended with exit code");
    assertThatThrownBy(
            () ->
                new RecognizerCommand(
                        List.of("tail", "-f", "/dev/null", "{audio}"), Duration.ofMillis(300))
                    .words(file))
        .isInstanceOf(IllegalStateException.class);
  }
}
