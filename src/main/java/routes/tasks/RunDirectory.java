package routes.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.tasks.child.ProcessTree;

/** The files of one run, named by its id. What an attempt before has left is removed with it. */
final class RunDirectory {
  private final String run;
  private final Path directory;

  /**
   * Names it.
   *
   * @throws IllegalArgumentException when the run's id is no UUID
   */
  RunDirectory(Path root, String run) {
    this.run = UUID.fromString(run).toString();
    this.directory = root.resolve(this.run);
  }

  /** Ends what still runs of it, and begins anew with nothing. */
  void clear() throws IOException {
    int unused = ProcessTree.killMarked(run);
    remove();
    Files.createDirectories(directory);
  }

  /** A place where a worktree can be made, another one each time. */
  Path worktree() {
    return directory.resolve("work-" + UUID.randomUUID());
  }

  /** Writes a text to a file. */
  Path write(String name, String text) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  /** Removes all of it; links are removed, never followed. */
  void remove() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            // A program may have taken our right to clean up.
            boolean unused = dir.toFile().setWritable(true) && dir.toFile().setExecutable(true);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
