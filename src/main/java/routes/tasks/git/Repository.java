package routes.tasks.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.tasks.git.Git.Answer;

/**
 * The repository that tasks change. What it makes are commits without a checkout, and the one place
 * where its branch moves is {@link #land}. Thread-safe; processes take turns by a lock file.
 */
public final class Repository {

  /** What the tracker keeps in the repository is no part of a task's change. */
  private static final String NOT_TRACKER = ":(exclude,top).beads";

  private static final int MOST_MESSAGE = 65_536;

  /** Turns of threads; the lock file is for processes. */
  private static final Object TURN = new Object();

  private final Path directory;
  private final String branch;
  private final Git git;
  private final Map<String, String> author;

  /**
   * Makes one.
   *
   * @param directory a working copy, or a bare repository
   * @param branch where commits go; empty for the one that is checked out
   * @param author {@code Name <address>}
   */
  public Repository(Path directory, String branch, Author author) {
    this.directory = directory;
    this.branch = branch;
    this.author = author.environment();
    this.git = new Git(directory, this.author);
  }

  /** Who commits. */
  public record Author(String name, String email) {

    /**
     * Reads {@code Name <address>}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Author of(String text) {
      int begin = text.indexOf('<');
      if (begin < 1 || !text.endsWith(">") || text.matches("(?s).*[\\p{Cntrl}].*")) {
        throw new IllegalArgumentException(
            "'%s' is no author: write Name <address>.".formatted(text));
      }
      return new Author(
          text.substring(0, begin).strip(), text.substring(begin + 1, text.length() - 1));
    }

    private Map<String, String> environment() {
      return Map.of(
          "GIT_AUTHOR_NAME", name,
          "GIT_AUTHOR_EMAIL", email,
          "GIT_COMMITTER_NAME", name,
          "GIT_COMMITTER_EMAIL", email);
    }
  }

  /** The directory itself. */
  public Path directory() {
    return directory;
  }

  /** The branch that commits go to. */
  public String branch() throws InterruptedException {
    if (!branch.isEmpty()) {
      return branch;
    }
    Answer head = git.ask(1000, "symbolic-ref", "--quiet", "--short", "HEAD");
    if (head.exitCode() != 0) {
      throw new GitException(
          "%s has no branch checked out: check one out, or set TASKS_BRANCH. (%s)"
              .formatted(directory, Git.sentence(head.error())));
    }
    return head.line();
  }

  /** The commit that the branch is at. */
  public String tip() throws InterruptedException {
    String name = branch();
    Answer tip = git.ask(1000, "rev-parse", "--verify", "--quiet", "refs/heads/" + name);
    if (tip.exitCode() != 0) {
      throw new GitException(
          "%s has no branch %s with a commit: make one, or set TASKS_BRANCH."
              .formatted(directory, name));
    }
    return tip.line();
  }

  /** Files of the working copy that were changed and not committed; none of a bare repository. */
  public List<String> changed() throws InterruptedException {
    if (bare()) {
      return List.of();
    }
    return git.text(
            MOST_MESSAGE,
            "status",
            "--porcelain=v1",
            "--untracked-files=no",
            "--",
            ".",
            NOT_TRACKER)
        .lines()
        .map(line -> line.substring(Math.min(3, line.length())))
        .toList();
  }

  private boolean bare() throws InterruptedException {
    return git.run("rev-parse", "--is-bare-repository").equals("true");
  }

  /** A fresh worktree of a commit, on no branch. */
  public Worktree checkOut(String commit, Path where) throws InterruptedException {
    String unused =
        git.run("worktree", "add", "--quiet", "--force", "--detach", where.toString(), commit);
    String own = new Git(where, Map.of()).run("rev-parse", "--absolute-git-dir");
    return new Worktree(where, own, author);
  }

  /** Forgets worktrees whose directories are gone. */
  public void prune() throws InterruptedException {
    String unused = git.run("worktree", "prune", "--expire", "now");
  }

  /**
   * The change of a commit on another one; the commit itself where that is its parent.
   *
   * @param change a commit of one parent
   * @throws ConflictException naming the files that both changed
   */
  public String onto(String tip, String change, Path message) throws InterruptedException {
    String base = git.run("rev-parse", change + "^");
    String tree;
    if (base.equals(tip)) {
      tree = git.run("rev-parse", change + "^{tree}");
    } else {
      Answer merged =
          git.ask(
              MOST_MESSAGE,
              "merge-tree",
              "--write-tree",
              "--name-only",
              "--no-messages",
              tip,
              change);
      if (merged.exitCode() > 1) {
        throw new GitException("git merge-tree failed: " + Git.sentence(merged.error()));
      }
      List<String> lines = merged.output().lines().toList();
      if (merged.exitCode() == 1) {
        throw new ConflictException(
            "The change does not fit on branch %s any more; both changed: %s."
                .formatted(branch(), String.join(", ", lines.stream().skip(1).limit(10).toList())));
      }
      tree = lines.get(0);
    }
    return git.run("commit-tree", tree, "-p", tip, "-F", message.toString());
  }

  /**
   * Moves the branch to a commit on its tip.
   *
   * @return false when the branch is somewhere else meanwhile
   */
  public boolean land(String tip, String commit) throws InterruptedException {
    synchronized (TURN) {
      Path lock =
          Path.of(git.run("rev-parse", "--path-format=absolute", "--git-common-dir"))
              .resolve("hatchet-tasks.lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return held.isValid() && tip().equals(tip) && advance(tip, commit);
      } catch (IOException e) {
        throw new GitException("%s cannot be locked: %s".formatted(lock, e.getMessage()), e);
      }
    }
  }

  private boolean advance(String tip, String commit) throws InterruptedException {
    String name = branch();
    Answer head = git.ask(1000, "symbolic-ref", "--quiet", "HEAD");
    if (bare() || !head.line().equals("refs/heads/" + name)) {
      return git.ask(1000, "update-ref", "refs/heads/" + name, commit, tip).exitCode() == 0;
    }
    // The files of the working copy come along.
    Answer merged =
        git.ask(MOST_MESSAGE, "merge", "--quiet", "--ff-only", "--no-autostash", commit);
    if (merged.exitCode() != 0 && tip().equals(tip)) {
      throw new GitException(
          "Branch %s of %s cannot take the commit: %s"
              .formatted(name, directory, Git.sentence(merged.error())));
    }
    return merged.exitCode() == 0;
  }

  /** The newest commit of the branch whose message has a line, or null. */
  public @Nullable String landed(String line) throws InterruptedException {
    String found =
        git.run(
            "log",
            "-n",
            "1",
            "--format=%H",
            "--fixed-strings",
            "--grep=" + line,
            "refs/heads/" + branch());
    return found.isEmpty() ? null : found;
  }

  /** The commit before a commit. */
  public String parent(String commit) throws InterruptedException {
    return git.run("rev-parse", commit + "^");
  }

  /** What a commit changed, as a patch of at most so many bytes. */
  public String patch(String commit, int most) throws InterruptedException {
    String patch =
        git.text(
            most, "diff", "--no-color", "--no-ext-diff", "--no-textconv", commit + "^", commit);
    return patch.getBytes(StandardCharsets.UTF_8).length < most
        ? patch
        : patch + "\n… the patch goes on …\n";
  }

  /** Keeps a commit that is on no branch from being collected. */
  public void keep(String run, String commit) throws InterruptedException {
    String unused = git.run("update-ref", "refs/hatchet-tasks/" + run, commit);
  }

  /** Ends {@link #keep}. */
  public void release(String run) throws InterruptedException {
    Answer unused = git.ask(1000, "update-ref", "-d", "refs/hatchet-tasks/" + run);
  }

  /** Whether git is there and the directory is a repository with a commit on its branch. */
  public void check() throws InterruptedException {
    if (!Files.isDirectory(directory)) {
      throw new GitException(
          "%s is no directory: set TASKS_REPOSITORY to a git repository.".formatted(directory));
    }
    String version = git.run("version").replaceFirst("\\D*", "");
    if (!recent(version)) {
      throw new GitException(
          "git is version %s, and 2.38 is needed: install a newer one.".formatted(version));
    }
    String unused = tip();
  }

  private static boolean recent(String version) {
    String[] parts = version.split("\\D+", 3);
    if (parts.length < 2 || parts[0].isEmpty()) {
      return false;
    }
    int major = Integer.parseInt(parts[0]);
    return major > 2 || (major == 2 && Integer.parseInt(parts[1]) >= 38);
  }

  static String notTracker() {
    return NOT_TRACKER;
  }
}
