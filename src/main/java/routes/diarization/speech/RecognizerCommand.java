package routes.diarization.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import routes.documents.child.Isolation;

/**
 * A recogniser on this machine, called once for each piece of audio: a program with arguments, of
 * which {@code {audio}} is the file, never a shell. It gets {@code PATH} and {@code HOME} and no
 * other variable, and no network where the system allows that. Thread-safe.
 */
public final class RecognizerCommand {
  /** What stands for the file. */
  public static final String AUDIO = "{audio}";

  private static final int LONGEST_ANSWER = 16 << 20;

  private final List<String> command;
  private final Duration time;

  /**
   * Creates it.
   *
   * @param command the program and its arguments
   * @param time that it may take for one piece
   */
  public RecognizerCommand(List<String> command, Duration time) {
    this.command = List.copyOf(command);
    this.time = time;
  }

  /**
   * The words of a file.
   *
   * @throws IllegalStateException with one sentence, if the program fails or prints no words
   */
  public List<HeardWord> words(Path audio) throws InterruptedException {
    List<String> words = new ArrayList<>(Isolation.prefix());
    command.forEach(one -> words.add(one.replace(AUDIO, audio.toString())));
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The recogniser %s cannot be started: check DIARIZATION_RECOGNIZER_COMMAND."
              .formatted(command.get(0)),
          e);
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<String> printed =
          CompletableFuture.supplyAsync(() -> printed(process.getInputStream()));
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "The recogniser took more than %d seconds for a piece of a track."
                .formatted(time.toSeconds()));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "The recogniser %s ended with exit code %d: run it by hand to see why."
                .formatted(command.get(0), process.exitValue()));
      }
      return RecognizerAnswer.words(printed.join());
    } catch (IOException e) {
      throw new IllegalStateException("The recogniser ended before it was given anything.", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String printed(InputStream stream) {
    try (stream) {
      String text = new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      stream.transferTo(OutputStream.nullOutputStream());
      return text;
    } catch (IOException e) {
      return "";
    }
  }
}
