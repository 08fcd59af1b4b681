package routes.diarization.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder with a folder for each bucket. Nothing outside of it is read, not even by a link. */
public final class FolderBucket implements Bucket {
  private final Path root;

  /** Creates it; the folder need not be there yet. */
  public FolderBucket(Path root) {
    this.root = root;
  }

  @Override
  public boolean has(String bucket, String key) throws IOException {
    return Files.isRegularFile(file(bucket, key));
  }

  @Override
  public void fetch(String bucket, String key, Path target, long most) throws IOException {
    Path file = file(bucket, key);
    if (!Files.isRegularFile(file)) {
      throw new NotThereException("There is no file %s in bucket %s.".formatted(key, bucket));
    }
    if (Files.size(file) > most) {
      throw TooLarge.of(most);
    }
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public boolean delete(String bucket, String key) throws IOException {
    Path file = file(bucket, key);
    Files.deleteIfExists(file);
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Path file(String bucket, String key) throws IOException {
    Path folder = root.resolve(bucket).normalize();
    Path file = folder.resolve(key).normalize();
    if (!folder.startsWith(root) || !file.startsWith(folder) || file.equals(folder)) {
      throw new IllegalArgumentException(
          "The key '%s' leads out of its bucket: name a file in it.".formatted(key));
    }
    if (Files.exists(file) && !file.toRealPath().startsWith(root.toRealPath())) {
      throw new IllegalArgumentException(
          "The key '%s' is a link out of its bucket: put the file itself there.".formatted(key));
    }
    return file;
  }
}
