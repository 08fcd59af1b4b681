package routes.diarization.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Where the tracks of a recording lie. Thread-safe. */
public interface Bucket {

  /**
   * Whether a track is there; where that is not known before it is fetched, it may say so.
   *
   * @throws IOException if it cannot be asked
   */
  boolean has(String bucket, String key) throws IOException, InterruptedException;

  /**
   * Copies a track to a file.
   *
   * @param most bytes that it may have
   * @throws IOException with one sentence, if it is not there, too long or not to be had
   */
  void fetch(String bucket, String key, Path target, long most)
      throws IOException, InterruptedException;

  /**
   * Deletes a track, and looks whether it is gone.
   *
   * @return whether it is gone; false where it is not ours to delete
   */
  boolean delete(String bucket, String key) throws IOException, InterruptedException;
}
