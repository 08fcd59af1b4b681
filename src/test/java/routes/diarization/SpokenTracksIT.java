package routes.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.diarization.audio.AudioLimits;
import routes.diarization.notify.NotifySettings;
import routes.diarization.text.Word;

/**
 * Speech of known words on three tracks, through a recogniser of this machine: measured, and said.
 */
@Tag("benchmark")
class SpokenTracksIT {
  private static final List<String> SAID =
      List.of(
          "Good morning everybody. Today we talk about the budget of the new project.",
          "I will send the new budget to the bank on Friday.",
          "The bank will answer next week.");

  private static final double[] OFFSETS = {0, 6, 10};

  @TempDir Path directory;

  @Test
  void wordErrorRateAndSpeakersOfSyntheticSpeech() throws Exception {
    for (String program : List.of("espeak-ng", "pocketsphinx_continuous")) {
      assumeThat(installed(program)).as("%s is installed", program).isTrue();
    }
    Path bucket = Files.createDirectories(directory.resolve("recordings/b"));
    DiarizationSettings settings =
        new DiarizationSettings(
            directory.resolve("recordings"),
            directory.resolve("work"),
            null,
            List.of(),
            false,
            List.of(
                "pocketsphinx_continuous",
                "-infile",
                "{audio}",
                "-time",
                "yes",
                "-logfn",
                "/dev/null"),
            false,
            new AudioLimits(1 << 30, 600, Duration.ofMinutes(2), 700),
            10,
            new NotifySettings(null, null, List.of(), null, false));
    TrackAudio audio = new TrackAudio(settings);
    String run = UUID.randomUUID().toString();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < SAID.size(); i++) {
      Process spoken =
          new ProcessBuilder(
                  "espeak-ng",
                  "-v",
                  "en-us",
                  "-s",
                  "140",
                  "-w",
                  bucket.resolve(i + ".wav").toString(),
                  SAID.get(i))
              .inheritIO()
              .start();
      assertThat(spoken.waitFor()).isZero();
      Map<String, Object> input =
          Map.of(
              "run",
              run,
              "bucket_name",
              "b",
              "track",
              Map.of("index", i, "s3_key", i + ".wav", "offset", OFFSETS[i]));
      audio.pad(input);
      List<List<Map<String, Object>>> heard = new ArrayList<>();
      for (TrackAudio.PieceFile piece : audio.pieces(input)) {
        heard.add(audio.heard(piece));
      }
      rows.add(Map.of("track", i, "words", new ObjectMapper().writeValueAsString(heard.get(0))));
    }
    List<Word> words = new Transcripts().merged(rows);
    int wrong = 0;
    int all = 0;
    for (int i = 0; i < SAID.size(); i++) {
      int track = i;
      List<String> said = words(SAID.get(i));
      List<Word> heard = words.stream().filter(one -> one.track() == track).toList();
      assertThat(heard).isNotEmpty().allMatch(one -> one.start() >= OFFSETS[track]);
      all += said.size();
      wrong +=
          distance(said, heard.stream().map(one -> one.word().toLowerCase(Locale.ROOT)).toList());
    }
    System.out.printf(
        Locale.ROOT,
        "Words said %d, heard %d on the tracks of their speakers, word error rate %.0f %%%n",
        all,
        words.size(),
        100.0 * wrong / all);
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").split(" +", -1));
  }

  private static int distance(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int before = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int kept = row[j];
        int same = one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, before + same);
        before = kept;
      }
    }
    return row[other.size()];
  }
}
