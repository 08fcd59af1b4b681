package routes.tasks.child;

import java.time.Duration;

/**
 * What became of a program.
 *
 * @param exitCode its exit code; -1 when it was ended
 * @param timedOut whether its time was over
 * @param output what it printed on both streams, with what is left out of the middle named
 * @param took how long it ran
 */
public record ChildResult(int exitCode, boolean timedOut, String output, Duration took) {

  /** Whether it ended by itself and well. */
  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }
}
