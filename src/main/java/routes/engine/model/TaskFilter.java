package routes.engine.model;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are meant. What cannot be understood is an {@link IllegalArgumentException} with a
 * sentence.
 *
 * @param since created at or after
 * @param statuses empty for any
 * @param workflowIds empty for any
 * @param metadata entries that must all be there
 */
public record TaskFilter(
    Instant since,
    @Nullable Instant until,
    Set<RunStatus> statuses,
    List<UUID> workflowIds,
    Map<String, String> metadata) {

  /**
   * @param metadata {@code key:value} texts
   */
  public static TaskFilter of(
      Instant since,
      @Nullable Instant until,
      Collection<String> statuses,
      List<UUID> workflowIds,
      Collection<String> metadata) {
    Set<RunStatus> wanted = EnumSet.noneOf(RunStatus.class);
    statuses.forEach(status -> wanted.add(status(status)));
    return new TaskFilter(since, until, wanted, workflowIds, entries(metadata));
  }

  public static RunStatus status(String text) {
    try {
      return RunStatus.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown status \"" + text + "\"", e);
    }
  }

  public static Map<String, String> entries(Collection<String> texts) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException(
            "additional metadata \"" + text + "\" is not of the form key:value");
      }
      entries.put(text.substring(0, colon), text.substring(colon + 1));
    }
    return entries;
  }
}
