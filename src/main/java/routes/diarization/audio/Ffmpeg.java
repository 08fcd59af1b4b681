package routes.diarization.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.documents.child.ChildCommand;

/**
 * FFmpeg's libraries in a process of their own for each file: what a file makes of them cannot
 * reach this one. Thread-safe.
 */
public final class Ffmpeg {
  private static final Logger LOG = LoggerFactory.getLogger("routes.diarization");

  private static final int HEAP_MEBIBYTES = 64;
  private static final int LONGEST_COMPLAINT = 4_096;
  private static final long LOOK_MILLIS = 100;
  private static final long KIBIBYTES_PER_PAGE = 4;

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ffmpeg-watch");
            thread.setDaemon(true);
            return thread;
          });

  private final AudioLimits limits;

  /** Creates it. */
  public Ffmpeg(AudioLimits limits) {
    this.limits = limits;
  }

  private interface Output {
    void take(InputStream samples) throws IOException;
  }

  /**
   * Reads the first audio of a file.
   *
   * @param source any form that FFmpeg knows as audio or video
   * @param target a {@link Wave} file to write
   * @param silence samples of silence before it
   * @return samples written, the silence included
   * @throws UnreadableAudioException with one sentence
   */
  public long decode(Path source, Path target, long silence)
      throws IOException, InterruptedException {
    long most = (long) limits.seconds() * Wave.RATE;
    try (Wave.Writer out = new Wave.Writer(target, silence)) {
      run(
          List.of(AudioMain.DECODE, source.toAbsolutePath().toString()),
          samples -> {
            byte[] bytes = new byte[1 << 16];
            for (int read = samples.readNBytes(bytes, 0, bytes.length);
                read > 1;
                read = samples.readNBytes(bytes, 0, bytes.length)) {
              out.write(bytes, read - read % 2);
              if (out.written() > most) {
                throw new UnreadableAudioException(
                    "The track ends after more than %,d seconds: send shorter ones, or raise DIARIZATION_MAX_SECONDS."
                        .formatted(limits.seconds()));
              }
            }
          });
      if (out.written() == silence) {
        throw new UnreadableAudioException(
            "The track has no sound of any length: record it again.");
      }
      return out.written();
    }
  }

  /** Makes an MP3 of a {@link Wave} file, which every browser plays. */
  public void encode(Path wave, Path mp3) throws IOException, InterruptedException {
    Path part = mp3.resolveSibling(mp3.getFileName() + ".part");
    run(
        List.of(AudioMain.ENCODE, wave.toAbsolutePath().toString()),
        samples -> {
          try (OutputStream out = Files.newOutputStream(part)) {
            samples.transferTo(out);
          }
        });
    Files.move(part, mp3, StandardCopyOption.REPLACE_EXISTING);
  }

  private void run(List<String> arguments, Output output) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(ChildCommand.of(HEAP_MEBIBYTES, AudioMain.class, arguments));
    Map<String, String> environment = builder.environment();
    environment.clear();
    Process process = builder.start();
    AtomicReference<@Nullable String> costly = new AtomicReference<>();
    ScheduledFuture<?> watch = watch(process, costly);
    CompletableFuture<String> complaint =
        CompletableFuture.supplyAsync(() -> complaint(process.getErrorStream()));
    try (InputStream samples = process.getInputStream()) {
      output.take(samples);
      int code = process.waitFor();
      if (code == AudioMain.NO_FFMPEG) {
        throw new IllegalStateException(
            "FFmpeg cannot be loaded here: " + complaint.join().lines().findFirst().orElse(""));
      }
      if (code != 0 && costly.get() == null) {
        LOG.debug("FFmpeg ended with {}: {}", code, complaint.join());
        throw new UnreadableAudioException(
            "The track is no audio that can be read: send WAV, MP3, FLAC, Ogg, WebM, MP4 or the like.");
      }
    } finally {
      watch.cancel(false);
      process.destroyForcibly();
    }
    String reason = costly.get();
    if (reason != null) {
      throw new UnreadableAudioException(reason);
    }
  }

  private ScheduledFuture<?> watch(Process process, AtomicReference<@Nullable String> costly) {
    long begun = System.nanoTime();
    Thread worker = Thread.currentThread();
    return WATCH.scheduleWithFixedDelay(
        () -> {
          if (System.nanoTime() - begun > limits.time().toNanos()) {
            costly.set(
                "The track takes more than %d seconds to read: send a shorter one."
                    .formatted(limits.time().toSeconds()));
          } else if (residentMebibytes(process.pid()) > limits.residentMebibytes()) {
            costly.set(
                "The track needs more than %d MiB of memory to read: save it anew and send it again."
                    .formatted(limits.residentMebibytes()));
          }
          // A pipe is read without heed of interruptions: its end wakes the reader.
          if (costly.get() != null || worker.isInterrupted()) {
            process.destroyForcibly();
          }
        },
        LOOK_MILLIS,
        LOOK_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private static String complaint(InputStream stream) {
    try (stream) {
      String text =
          new String(stream.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8).strip();
      stream.transferTo(OutputStream.nullOutputStream());
      return text;
    } catch (IOException e) {
      return "";
    }
  }

  /** The memory of a process; 0 where the system does not tell. */
  private static long residentMebibytes(long pid) {
    try {
      String[] pages =
          Files.readString(Path.of("/proc", Long.toString(pid), "statm")).split(" ", -1);
      return Long.parseLong(pages[1]) * KIBIBYTES_PER_PAGE / 1024;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
