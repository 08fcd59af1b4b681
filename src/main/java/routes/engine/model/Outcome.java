package routes.engine.model;

import java.util.List;

/**
 * What the state machine made of an event: the run as it is now, and every task's step to there.
 */
public record Outcome(Run run, List<Transition> transitions) {
  static Outcome unchanged(Run run) {
    return new Outcome(run, List.of());
  }

  public boolean changed() {
    return !transitions.isEmpty();
  }
}
