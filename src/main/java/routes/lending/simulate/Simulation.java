package routes.lending.simulate;

import java.util.Collection;
import routes.lending.application.LoanApplication;
import routes.lending.decision.CompiledPolicy;

/** Replays applications against two versions of a lender's policy. A pure function. */
public final class Simulation {
  private Simulation() {}

  /**
   * An application under the id it is stored by.
   *
   * @param id the stored application's id
   * @param application what it said
   */
  public record Replayed(String id, LoanApplication application) {}

  /** What would have changed, had the draft judged these applications in place of the present. */
  public static SwapSet run(
      CompiledPolicy present, CompiledPolicy draft, Collection<Replayed> applications) {
    SwapTally tally = new SwapTally(present, draft);
    applications.forEach(replayed -> tally.add(replayed.id(), replayed.application()));
    return tally.swapSet();
  }
}
