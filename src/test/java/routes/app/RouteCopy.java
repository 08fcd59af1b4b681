package routes.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the project's routes that a test may edit. */
record RouteCopy(Path directory) {
  private static final Path ROUTES = Path.of("src/main/resources/camel");

  static RouteCopy in(Path parent) {
    Path copy = parent.resolve("routes");
    try (Stream<Path> files = Files.list(ROUTES)) {
      Files.createDirectory(copy);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RouteCopy(copy);
  }

  void replace(String file, String old, String with) {
    Path path = directory.resolve(file);
    try {
      String text = Files.readString(path);
      if (!text.contains(old)) {
        throw new IllegalArgumentException(file + " does not contain: " + old);
      }
      Files.writeString(path, text.replace(old, with));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(String file, String text) {
    Path path = directory.resolve(file);
    try {
      Files.writeString(path, Files.readString(path) + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes it again what it is in the project. */
  void restore(String file) {
    try {
      Files.writeString(directory.resolve(file), Files.readString(ROUTES.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
