package routes.engine.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file that keeps the engine's own token, readable by its owner only. */
public final class TokenFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;

  public TokenFile(Path path) {
    this.path = path;
  }

  /** Null where there is none. */
  public @Nullable String read() throws IOException {
    if (!Files.isRegularFile(path)) {
      return null;
    }
    protect(path);
    return Files.readString(path, StandardCharsets.UTF_8).strip();
  }

  public void write(String token) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    if (isPosix()) {
      Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createFile(next);
    }
    Files.writeString(next, token + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void protect(Path file) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
