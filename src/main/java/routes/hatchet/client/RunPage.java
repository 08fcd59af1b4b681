package routes.hatchet.client;

import java.util.List;

/**
 * Some of the runs that were asked for.
 *
 * @param runs the newest first
 * @param pages how many pages of the asked size there are
 */
public record RunPage(List<RunSummary> runs, long pages) {
  public RunPage {
    runs = List.copyOf(runs);
  }
}
