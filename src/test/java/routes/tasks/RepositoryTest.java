package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tasks.git.ConflictException;
import routes.tasks.git.GitException;
import routes.tasks.git.Repository;
import routes.tasks.git.Repository.Author;
import routes.tasks.git.Worktree;

/** Changes made in worktrees, and how they come to the branch. */
class RepositoryTest {
  @TempDir Path directory;
  private Project project;
  private Repository repository;
  private Path message;
  private String first;

  @BeforeEach
  void repository() throws Exception {
    project = new Project(directory);
    repository = new Repository(project.repository, "", new Author("T", "t@localhost"));
    message = Files.writeString(directory.resolve("message"), "A change\n");
    first = repository.tip();
  }

  private String change(String base, String file, String text) throws Exception {
    Worktree worktree = repository.checkOut(base, directory.resolve("w-" + System.nanoTime()));
    Files.writeString(worktree.directory().resolve(file), text);
    return worktree.snapshot(base, message);
  }

  @Test
  void aChangeGoesOnWhatTheBranchIsAndTheWorkingCopyComesAlong() throws Exception {
    String one = change(first, "one", "1\n");
    String two = change(first, "two", "2\n");
    assertThat(repository.land(first, one)).isTrue();
    assertThat(repository.land(first, two)).as("the branch has moved").isFalse();
    String merged = repository.onto(one, two, message);
    assertThat(repository.land(one, merged)).isTrue();
    assertThat(project.repository.resolve("one")).hasContent("1");
    assertThat(project.repository.resolve("two")).hasContent("2");
    assertThat(repository.changed()).isEmpty();
    assertThat(repository.patch(merged, 10_000)).contains("+2").doesNotContain("\n+1\n");
  }

  @Test
  void aConflictNamesItsFiles() throws Exception {
    String one = change(first, "README", "one\n");
    String two = change(first, "README", "two\n");
    assertThat(repository.land(first, one)).isTrue();
    assertThatThrownBy(() -> repository.onto(one, two, message))
        .isInstanceOf(ConflictException.class)
        .hasMessage("The change does not fit on branch main any more; both changed: README.");
  }

  @Test
  void aWorktreeThatIsTamperedWithIsItsFilesAndNothingElse() throws Exception {
    Worktree worktree = repository.checkOut(first, directory.resolve("w"));
    Path files = worktree.directory();
    Files.writeString(files.resolve("new"), "new\n");
    Files.writeString(files.resolve(".beads/issues.jsonl"), "changed\n");
    // It has become a repository of its own, with a hook and a commit.
    Files.delete(files.resolve(".git"));
    Files.createDirectories(files.resolve(".git/hooks"));
    String commit = worktree.snapshot(first, message);
    assertThat(project.git("show", "--name-only", "--format=%an", commit).strip())
        .isEqualTo("T\n\nnew");
    assertThat(repository.checkOut(first, directory.resolve("same")).snapshot(first, message))
        .isEqualTo(first);
  }

  @Test
  void changesOfPeopleStayAndAreNamed() throws Exception {
    String change = change(first, "README", "theirs\n");
    Files.writeString(project.repository.resolve("README"), "mine\n");
    assertThat(repository.changed()).containsExactly("README");
    assertThatThrownBy(() -> repository.land(first, change))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("cannot take the commit");
    assertThat(project.repository.resolve("README")).hasContent("mine");
    assertThat(repository.tip()).isEqualTo(first);
  }

  @Test
  void whatIsNoRepositoryIsSaidSo() {
    Repository none =
        new Repository(directory.resolve("nowhere"), "", new Author("T", "t@localhost"));
    assertThatThrownBy(none::check)
        .isInstanceOf(GitException.class)
        .hasMessageContaining("set TASKS_REPOSITORY");
    Repository other = new Repository(project.repository, "gone", new Author("T", "t@localhost"));
    assertThatThrownBy(other::check).hasMessageContaining("has no branch gone with a commit");
  }
}
