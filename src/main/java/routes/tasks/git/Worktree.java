package routes.tasks.git;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A checkout of its own. Whoever works in it may change its files as they like, and not which
 * repository we speak to: that is kept from its beginning.
 */
public final class Worktree {
  private final Path directory;
  private final Git git;

  Worktree(Path directory, String gitDirectory, Map<String, String> author) {
    this.directory = directory;
    Map<String, String> environment = new HashMap<>(author);
    environment.put("GIT_DIR", gitDirectory);
    environment.put("GIT_WORK_TREE", directory.toString());
    this.git = new Git(directory, environment);
  }

  /** Where its files are. */
  public Path directory() {
    return directory;
  }

  /**
   * All its files as a commit on another one, on no branch.
   *
   * @return the commit; the other one itself when nothing differs
   */
  public String snapshot(String base, Path message) throws InterruptedException {
    // Whatever was staged or committed in it meanwhile: what counts is the files.
    String unused = git.run("read-tree", base);
    unused = git.run("add", "--all", "--", ".", Repository.notTracker());
    String tree = git.run("write-tree");
    return tree.equals(git.run("rev-parse", base + "^{tree}"))
        ? base
        : git.run("commit-tree", tree, "-p", base, "-F", message.toString());
  }
}
