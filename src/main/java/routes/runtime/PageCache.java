package routes.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.FileUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Vert.x unpacks the pages that it serves out of jars: below the data directory and not in
 * the system's temporary one, where each process that was killed would leave them for ever.
 */
final class PageCache {
  private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);
  private static final Pattern OF_A_PROCESS = Pattern.compile("pages-(\\d+)-.*");

  private PageCache() {}

  /** Sets the place, before Vert.x is loaded, and clears away what dead processes have left. */
  static void settle(Path data) {
    long self = ProcessHandle.current().pid();
    Path cache = data.resolve("cache");
    if (Files.isDirectory(cache)) {
      leftovers(cache, self).forEach(left -> FileUtil.removeDir(left.toFile()));
    }
    // Vert.x adds a hyphen and an id of its own.
    System.setProperty("vertx.cacheDirBase", cache.resolve("pages-" + self).toString());
  }

  static List<Path> leftovers(Path cache, long self) {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries.filter(entry -> isLeftOver(entry, self)).toList();
    } catch (IOException e) {
      LOG.debug("{} cannot be listed", cache, e);
      return List.of();
    }
  }

  private static boolean isLeftOver(Path entry, long self) {
    Matcher name = OF_A_PROCESS.matcher(entry.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    long pid = Long.parseLong(name.group(1));
    // One of the same id is of an earlier process: this one has not begun yet.
    return pid == self || ProcessHandle.of(pid).isEmpty();
  }
}
