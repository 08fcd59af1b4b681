package routes.tasks;

import org.jspecify.annotations.Nullable;
import routes.tasks.tracker.TrackerTask;

/** What the agent is told, as Markdown. Pure. */
final class Prompt {
  private static final int LONGEST_FEEDBACK = 20_000;

  private Prompt() {}

  /**
   * The prompt of a task.
   *
   * @param feedback why the attempt before failed; null for the first
   */
  static String of(TrackerTask task, @Nullable String feedback) {
    StringBuilder prompt =
        new StringBuilder()
            .append("# %s: %s\n\n".formatted(task.id(), task.title()))
            .append(
                "You are in a worktree of the repository. Change its files so that this task is done. ")
            .append(
                "Do not commit and do not change .beads: both are done when the checks have passed.\n");
    if (!task.text().isEmpty()) {
      prompt.append("\n## Task\n\n").append(task.text()).append('\n');
    }
    if (feedback != null && !feedback.isBlank()) {
      String end =
          feedback.length() <= LONGEST_FEEDBACK
              ? feedback
              : "…" + feedback.substring(feedback.length() - LONGEST_FEEDBACK);
      prompt
          .append("\n## The attempt before\n\nIt failed, and the worktree is clean again:\n\n")
          .append(end.strip())
          .append('\n');
    }
    return prompt.toString();
  }
}
