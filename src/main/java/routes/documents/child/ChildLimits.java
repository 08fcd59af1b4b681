package routes.documents.child;

import java.time.Duration;

/**
 * What a child process may cost.
 *
 * @param cpu processor time of one page
 * @param time of a whole document
 * @param heapMebibytes of its JVM
 * @param residentMebibytes of the process, native code included
 * @param processes how many there may be at once
 * @param documents that one reads before a fresh one takes its place
 * @param idle how long it waits for another document before it ends
 */
public record ChildLimits(
    Duration cpu,
    Duration time,
    int heapMebibytes,
    int residentMebibytes,
    int processes,
    int documents,
    Duration idle) {

  /** 20 s a page, 100 s a document, 256 MiB heap, 900 MiB in all, 2 processes of 100 documents. */
  public static ChildLimits standard() {
    return new ChildLimits(
        Duration.ofSeconds(20), Duration.ofSeconds(100), 256, 900, 2, 100, Duration.ofSeconds(60));
  }
}
