package routes.documents.rules;

import java.util.List;

/** The two letters of US states and territories. */
public final class StateCodes {

  private StateCodes() {}

  /** The codes of the states that a text names; none when it says anything else. */
  public static List<String> in(String text) {
    List<String> codes = States.list(text);
    return codes == null ? List.of() : codes;
  }
}
