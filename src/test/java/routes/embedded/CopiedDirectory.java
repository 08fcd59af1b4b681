package routes.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Copies a data directory with its permissions. */
public final class CopiedDirectory {
  private CopiedDirectory() {}

  /**
   * Into a directory that is there and empty. The programs in it, which nobody writes to, are
   * linked: they are most of it.
   */
  public static void copy(Path from, Path to) throws IOException {
    Path programs = from.resolve("bin");
    each(from, to, source -> source.startsWith(programs));
  }

  /** Programs alone, into a directory that is there and empty. */
  public static void copyPrograms(Path from, Path to) throws IOException {
    each(from, to, source -> true);
  }

  private static void each(Path from, Path to, Predicate<Path> linked) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(source).toString());
        if (!target.equals(to) && !(linked.test(source) && link(source, target))) {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** False for what cannot be linked: a directory, or a file of another file system. */
  private static boolean link(Path source, Path target) throws IOException {
    if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.createLink(target, source);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // The copy that is made instead tells what else may be wrong.
      return false;
    }
  }
}
