package routes.tasks;

/** The message of a task's commit. Pure. */
final class CommitMessage {
  private static final String RUN = "Hatchet-Run: ";

  private CommitMessage() {}

  /**
   * Fills a template. The message ends with the lines by which the commit is found again.
   *
   * @param template with {@code {id}} and {@code {title}}
   */
  static String of(String template, String id, String title, String run) {
    // The title last, as it may have braces of its own.
    String text = template.replace("{id}", id).replace("{title}", title).strip();
    return text + "\n\nTask: " + id + "\n" + line(run) + "\n";
  }

  /** The line that only the commit of a run has. */
  static String line(String run) {
    return RUN + run;
  }
}
