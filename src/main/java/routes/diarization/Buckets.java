package routes.diarization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import routes.diarization.storage.AllowedHosts;
import routes.diarization.storage.Bucket;
import routes.diarization.storage.FolderBucket;
import routes.diarization.storage.S3Bucket;
import routes.diarization.storage.WebBucket;

/** The buckets that are configured. Thread-safe. */
final class Buckets {
  private static final int LONGEST_LIST = 1 << 20;

  private final ObjectMapper json = new ObjectMapper();
  private final Bucket own;
  private final Bucket web;

  Buckets(DiarizationSettings settings) {
    this.own =
        settings.s3() == null
            ? new FolderBucket(settings.recordings())
            : new S3Bucket(settings.s3());
    this.web =
        new WebBucket(
            AllowedHosts.of("DIARIZATION_HOSTS", settings.hosts(), settings.insideHosts()));
  }

  /** Where a track lies. */
  Bucket of(Recording.Track track) {
    return track.remote() ? web : own;
  }

  /** The list of participants beside the first track, if there is one. */
  @Nullable JsonNode participants(Recording recording, Path work)
      throws IOException, InterruptedException {
    Recording.Track first = recording.tracks().get(0);
    String key = first.key().substring(0, first.key().lastIndexOf('/') + 1) + Participants.FILE;
    if (first.remote() || !own.has(recording.bucketName(), key)) {
      return null;
    }
    Path file = Files.createTempFile(work, "participants", ".json");
    try {
      own.fetch(recording.bucketName(), key, file, LONGEST_LIST);
      return json.readTree(file.toFile());
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
