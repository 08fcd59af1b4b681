package routes.diarization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a run has its audio: a folder of its own.
 *
 * @param root of all runs
 */
record WorkFiles(Path root) {

  /** The folder of a run. */
  Path folder(String run) {
    return root.resolve(UUID.fromString(run).toString());
  }

  /** A track, padded. */
  Path track(String run, int index) {
    return folder(run).resolve("track-%d.wav".formatted(index));
  }

  /** All tracks, mixed. */
  Path mix(String run) {
    return folder(run).resolve("mix.wav");
  }

  /** The mix as MP3. */
  Path audio(String run) {
    return folder(run).resolve("mix.mp3");
  }

  /** What may be played: nobody is heard in it who did not consent. */
  Path released(String run) {
    return folder(run).resolve("released.mp3");
  }

  /** All files of a run. */
  List<Path> all(String run) throws IOException {
    if (!Files.isDirectory(folder(run))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder(run))) {
      return files.sorted().toList();
    }
  }

  /** Deletes a run's files. */
  void delete(String run) throws IOException {
    try {
      for (Path file : all(run)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder(run));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
