package routes.engine.model;

/** Decides a parent condition from the parent's output; pure. */
@FunctionalInterface
public interface ConditionEvaluator {
  /**
   * @param output JSON text of the parent's output
   * @param input JSON text of the run's input
   * @return false also where the expression cannot be evaluated
   */
  boolean isMet(String expression, String output, String input);
}
