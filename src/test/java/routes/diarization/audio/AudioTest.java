package routes.diarization.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.diarization.Sounds;

/** Decoding, mixing, cutting and drawing of audio. */
class AudioTest {
  @TempDir Path directory;
  private final Ffmpeg ffmpeg =
      new Ffmpeg(new AudioLimits(1 << 30, 20, Duration.ofMinutes(2), 700));

  @Test
  void aTrackIsPaddedByItsOffset() throws Exception {
    Path tone = Sounds.tone(directory.resolve("tone.wav"), 440, 1, 0.5);
    Path padded = directory.resolve("padded.wav");
    assertThat(ffmpeg.decode(tone, padded, Wave.samples(2))).isEqualTo(Wave.samples(3));
    short[] samples = Sounds.read(padded);
    short[] original = Sounds.read(tone);
    assertThat(samples).hasSize(3 * Wave.RATE);
    for (int i = 0; i < samples.length; i++) {
      assertThat((int) samples[i]).isEqualTo(i < 2 * Wave.RATE ? 0 : original[i - 2 * Wave.RATE]);
    }
  }

  @Test
  void whatIsEncodedCanBeDecodedAgain() throws Exception {
    Path tone = Sounds.tone(directory.resolve("tone.wav"), 440, 2, 0.5);
    Path mp3 = directory.resolve("tone.mp3");
    ffmpeg.encode(tone, mp3);
    Path again = directory.resolve("again.wav");
    assertThat(Wave.seconds(ffmpeg.decode(mp3, again, 0))).isBetween(1.9, 2.3);
    assertThat(Waveform.of(again).peaks()).anyMatch(peak -> peak > 0.4 && peak < 0.6);
  }

  @Test
  void aFileThatIsNoAudioIsRefusedInASentence() throws IOException {
    Path text = Files.writeString(directory.resolve("a.wav"), "This is no audio.\n".repeat(100));
    assertThatThrownBy(() -> ffmpeg.decode(text, directory.resolve("b.wav"), 0))
        .isInstanceOf(UnreadableAudioException.class)
        .hasMessageStartingWith("The track is no audio that can be read");
  }

  @Test
  void aPlaylistCannotNameOtherFiles() throws IOException {
    Path secret = Sounds.tone(directory.resolve("secret.wav"), 440, 1, 0.5);
    Path list =
        Files.writeString(
            directory.resolve("list.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:%s\n#EXT-X-ENDLIST\n"
                .formatted(secret));
    Path concat =
        Files.writeString(
            directory.resolve("list.ffconcat"), "ffconcat version 1.0\nfile secret.wav\n");
    for (Path file : List.of(list, concat)) {
      assertThatThrownBy(() -> ffmpeg.decode(file, directory.resolve("b.wav"), 0))
          .isInstanceOf(UnreadableAudioException.class);
    }
  }

  @Test
  void soundWithoutLengthAndSoundWithoutEndAreRefused() throws IOException {
    Path nothing = Sounds.of(directory.resolve("nothing.wav"));
    assertThatThrownBy(() -> ffmpeg.decode(nothing, directory.resolve("b.wav"), 0))
        .isInstanceOf(UnreadableAudioException.class);
    Path endless = Sounds.tone(directory.resolve("endless.wav"), 440, 21, 0.1);
    assertThatThrownBy(() -> ffmpeg.decode(endless, directory.resolve("b.wav"), 0))
        .isInstanceOf(UnreadableAudioException.class)
        .hasMessageContaining("more than 20 seconds");
  }

  @Test
  void voicesAreSummedAndNeverTooLoud() throws IOException {
    List<Path> tracks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      tracks.add(
          Sounds.tone(directory.resolve("t%d.wav".formatted(i)), 200 + 7 * i, 0.5 + i * 0.01, 0.9));
    }
    Path mix = directory.resolve("mix.wav");
    assertThat(Mixer.mix(tracks, mix)).isEqualTo(Wave.samples(0.99));
    double loudest = 0;
    for (short sample : Sounds.read(mix)) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    assertThat(loudest).isBetween(Limiter.CEILING * 0.9, Limiter.CEILING + 1);
  }

  @Test
  void quietVoicesStayAsTheyAre() throws IOException {
    Path one = Sounds.of(directory.resolve("one.wav"), (short) 100, (short) -200, (short) 300);
    Path two = Sounds.of(directory.resolve("two.wav"), (short) 1, (short) 2);
    Path mix = directory.resolve("mix.wav");
    Mixer.mix(List.of(one, two), mix);
    assertThat(Sounds.read(mix)).containsExactly(101, -198, 300);
  }

  @Test
  void aRecordingIsDrawnByItsPeaks() throws IOException {
    Waveform waveform = Waveform.of(Sounds.tone(directory.resolve("tone.wav"), 440, 3, 0.5));
    assertThat(waveform.duration()).isEqualTo(3.0);
    assertThat(waveform.peaks()).hasSize(1_200).allMatch(peak -> peak > 0.3 && peak <= 0.5);
    var picture = ImageIO.read(new ByteArrayInputStream(waveform.picture()));
    assertThat(picture.getWidth()).isEqualTo(1_200);
    assertThat(picture.getRGB(600, 80) >>> 24).isEqualTo(255);
    assertThat(picture.getRGB(600, 5) >>> 24).isZero();
  }

  @Test
  void aLongTrackIsCutWhereItIsQuiet() throws IOException {
    short[] samples = new short[10 * Wave.RATE];
    for (int i = 0; i < samples.length; i++) {
      boolean pause = i > 3.8 * Wave.RATE && i < 3.95 * Wave.RATE;
      samples[i] = (short) (pause ? 0 : 8_000 * Math.sin(i * 0.2));
    }
    Path file = Sounds.of(directory.resolve("long.wav"), samples);
    List<Pieces.Piece> pieces = Pieces.of(file, 0, 4L * Wave.RATE);
    assertThat(pieces).hasSize(3);
    assertThat(Wave.seconds(pieces.get(0).to())).isBetween(3.8, 3.95);
    assertThat(pieces.get(2).to()).isEqualTo(samples.length);
    Path copy = directory.resolve("copy.wav");
    Pieces.copy(file, pieces.get(1), copy);
    assertThat(Wave.length(copy)).isEqualTo(pieces.get(1).to() - pieces.get(1).from());
  }

  @Test
  void theFileSaysWhatItIs() throws IOException {
    Path file = Sounds.of(directory.resolve("a.wav"), (short) 1);
    assertThat(new String(Files.readAllBytes(file), 0, 12, StandardCharsets.ISO_8859_1))
        .startsWith("RIFF")
        .endsWith("WAVE");
  }
}
