package routes.diarization;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.diarization.audio.Ffmpeg;
import routes.diarization.audio.Mixer;
import routes.diarization.audio.Wave;
import routes.diarization.audio.Waveform;

/** A recording's audio as a whole: its mix, its picture, and what is deleted. Thread-safe. */
public final class MixAudio {
  private static final int SECONDS_PER_TRACK = 60;

  private final Buckets buckets;
  private final WorkFiles files;
  private final Ffmpeg ffmpeg;

  /** Creates it. */
  public MixAudio(DiarizationSettings settings) {
    this.buckets = new Buckets(settings);
    this.files = new WorkFiles(settings.work());
    this.ffmpeg = new Ffmpeg(settings.limits());
  }

  /** What a step may take beyond its own timeout: a minute a track and a tenth of the recording. */
  public static Duration more(int tracks, double seconds) {
    return Duration.ofSeconds(SECONDS_PER_TRACK * (long) tracks + (long) (seconds / 10));
  }

  /** As {@link #more}, for tracks that have been read. */
  public Duration more(Transcript transcript) {
    return more(
        transcript.tracks().size(),
        transcript.tracks().stream()
            .mapToDouble(track -> seconds(transcript.run(), track))
            .max()
            .orElse(0));
  }

  /** As {@link #more}, for tracks whose length nobody knows yet. */
  public Duration moreFor(List<?> inputs) {
    return more(inputs.size(), 0);
  }

  /** Mixes the tracks that could be read. */
  public Map<String, Object> mix(Transcript transcript) throws IOException, InterruptedException {
    String run = transcript.run();
    List<Path> tracks =
        transcript.tracks().stream()
            .map(index -> files.track(run, index))
            .filter(Files::exists)
            .toList();
    long samples = mixed(tracks, files.mix(run), files.audio(run));
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("tracks", tracks.size());
    output.put("duration", Wave.seconds(samples));
    return output;
  }

  /** The peaks of the mix. */
  public Map<String, Object> waveform(Transcript transcript) throws IOException {
    return Map.of("waveform", Waveform.of(files.mix(transcript.run())));
  }

  /** What must go: source and copies of whoever did not consent, and a mix they are heard in. */
  public List<Map<String, Object>> deletions(Transcript transcript) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    String run = transcript.run();
    for (Recording.Track track : transcript.participants()) {
      if (!Boolean.TRUE.equals(track.consent())) {
        rows.add(row(run, "source", track.index(), track.key(), null));
        Path copy = files.track(run, track.index());
        if (Files.exists(copy)) {
          rows.add(row(run, "copy", track.index(), copy.getFileName().toString(), copy));
        }
      }
    }
    if (!rows.isEmpty()) {
      for (Path mix : List.of(files.mix(run), files.audio(run))) {
        if (Files.exists(mix)) {
          rows.add(row(run, "mix", -1, mix.getFileName().toString(), mix));
        }
      }
    }
    return rows;
  }

  /** Deletes, and looks whether it is gone. */
  public Map<String, Object> delete(Transcript transcript, Map<String, Object> row)
      throws IOException, InterruptedException {
    boolean gone;
    if (row.get("kind").equals("source")) {
      Recording.Track track = transcript.participants().get((Integer) row.get("track"));
      gone = buckets.of(track).delete(transcript.recording().bucketName(), track.key());
    } else {
      Path file = files.folder(transcript.run()).resolve(String.valueOf(row.get("name")));
      Files.deleteIfExists(file);
      gone = Files.notExists(file);
    }
    Map<String, Object> done = new HashMap<>(row);
    done.put("gone", gone);
    return done;
  }

  /** What stays: a mix of those who consented, and how loud it is; nothing else of the audio. */
  public Map<String, Object> released(Transcript transcript)
      throws IOException, InterruptedException {
    String run = transcript.run();
    Path released = files.released(run);
    Map<String, Object> part = new LinkedHashMap<>();
    boolean all =
        transcript.participants().stream().allMatch(one -> Boolean.TRUE.equals(one.consent()));
    if (Files.notExists(released)) {
      if (all && Files.exists(files.audio(run))) {
        Files.move(files.audio(run), released, StandardCopyOption.ATOMIC_MOVE);
      } else if (!all) {
        part.putAll(again(transcript));
      }
    }
    for (Path file : files.all(run)) {
      if (!file.equals(released)) {
        Files.deleteIfExists(file);
      }
    }
    Map<String, Object> audio = new LinkedHashMap<>();
    audio.put("available", Files.exists(released));
    audio.put("without", transcript.withoutConsent());
    part.put("audio", audio);
    if (Files.notExists(released)) {
      part.put("waveform", new Waveform(0, 1, List.of()));
    }
    return part;
  }

  /** The audio of a run as it is played. */
  public @Nullable Path file(String run) {
    Path file = files.released(run);
    return Files.exists(file) ? file : null;
  }

  /** A run that has failed keeps no audio but what may be played. */
  public void forgetUnreleased(String run) throws IOException {
    if (Files.notExists(files.released(run))) {
      files.delete(run);
    }
  }

  private Map<String, Object> again(Transcript transcript)
      throws IOException, InterruptedException {
    String run = transcript.run();
    List<Path> heard =
        transcript.participants().stream()
            .filter(one -> Boolean.TRUE.equals(one.consent()))
            .map(one -> files.track(run, one.index()))
            .filter(Files::exists)
            .toList();
    if (heard.isEmpty()) {
      return Map.of();
    }
    Path mix = files.folder(run).resolve("consented.wav");
    Path part = files.folder(run).resolve("consented.mp3");
    mixed(heard, mix, part);
    Waveform waveform = Waveform.of(mix);
    Files.move(part, files.released(run), StandardCopyOption.ATOMIC_MOVE);
    return Map.of("waveform", waveform);
  }

  private long mixed(List<Path> tracks, Path mix, Path audio)
      throws IOException, InterruptedException {
    Path part = Files.createTempFile(mix.getParent(), "mix", ".part");
    try {
      long samples = Mixer.mix(tracks, part);
      ffmpeg.encode(part, audio);
      Files.move(part, mix, StandardCopyOption.REPLACE_EXISTING);
      return samples;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private double seconds(String run, int track) {
    try {
      Path file = files.track(run, track);
      return Files.exists(file) ? Wave.seconds(Wave.length(file)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> row(
      String run, String kind, int track, String name, @Nullable Path file) throws IOException {
    Map<String, Object> row = new HashMap<>();
    row.put("run", run);
    row.put("kind", kind);
    row.put("track", track);
    row.put("name", name);
    row.put("sha256", file == null ? null : sha256(file));
    row.put("bytes", file == null ? null : Files.size(file));
    return row;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
