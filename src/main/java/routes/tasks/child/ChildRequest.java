package routes.tasks.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run.
 *
 * @param command program and arguments
 * @param directory where it runs
 * @param environment all of its environment
 * @param input file that is its standard input; null for none
 * @param limit how long it may take
 * @param keep bytes of its output that are kept, from both ends
 */
public record ChildRequest(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    @Nullable Path input,
    Duration limit,
    int keep) {

  public ChildRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
