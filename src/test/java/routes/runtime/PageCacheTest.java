package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes that were killed leave of their pages. */
class PageCacheTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir Path cache;

  @Test
  void onlyWhatIsOfNoLivingProcessIsLeftOver() throws Exception {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path dead = Files.createDirectory(cache.resolve("pages-" + Integer.MAX_VALUE + "-0c5a"));
    Path earlier = Files.createDirectory(cache.resolve("pages-" + SELF + "-0c5a"));
    Files.createDirectory(cache.resolve("pages-" + parent + "-0c5a"));
    Files.createDirectory(cache.resolve("classes"));
    assertThat(PageCache.leftovers(cache, SELF)).containsExactlyInAnyOrder(dead, earlier);
  }
}
