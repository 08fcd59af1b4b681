package routes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import routes.embedded.CopiedDirectory;

/**
 * PostgreSQL's programs as the first start of a build has unpacked them, for the data directories
 * of later ones: unpacking is a quarter of the work of a first start.
 */
final class UnpackedPrograms {
  private static final Path KEPT = Path.of("target", "unpacked-programs");
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private UnpackedPrograms() {}

  /** Into a data directory that is new. */
  static void into(Path data) {
    Path programs = data.resolve("bin");
    if (!Files.isDirectory(KEPT) || Files.exists(data)) {
      return;
    }
    try {
      Files.createDirectory(data, OWNER_ONLY);
      Files.createDirectory(programs, OWNER_ONLY);
      CopiedDirectory.copyPrograms(KEPT, programs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps those of a data directory, whole or not at all, if none are kept. */
  static void keep(Path data) {
    Path programs = data.resolve("bin");
    if (Files.isDirectory(KEPT) || !Files.isDirectory(programs)) {
      return;
    }
    try {
      Files.createDirectories(KEPT.getParent());
      Path unfinished = Files.createTempDirectory(KEPT.getParent(), "unpacked-programs");
      CopiedDirectory.copyPrograms(programs, unfinished);
      try {
        Files.move(unfinished, KEPT, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // Another JVM of the tests was quicker; a clean build removes this one.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
