package routes.diarization;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.diarization.audio.AudioLimits;
import routes.diarization.notify.NotifySettings;
import routes.diarization.storage.S3Settings;

/**
 * What the pipeline was told.
 *
 * @param recordings the folder with a folder for each bucket
 * @param work where its own files are; all workers must see the same
 * @param s3 S3-compatible storage in place of the folder
 * @param hosts that recordings may be fetched from by http and https
 * @param insideHosts whether hosts may be of a private network
 * @param recognizer the local recogniser's program and arguments; empty for none
 * @param model whether a server transcribes
 * @param limits of each track
 * @param tracks how many a recording may have
 * @param notices whom to tell
 */
public record DiarizationSettings(
    Path recordings,
    Path work,
    @Nullable S3Settings s3,
    List<String> hosts,
    boolean insideHosts,
    List<String> recognizer,
    boolean model,
    AudioLimits limits,
    int tracks,
    NotifySettings notices) {

  /** Copies the lists. */
  public DiarizationSettings {
    hosts = List.copyOf(hosts);
    recognizer = List.copyOf(recognizer);
  }
}
