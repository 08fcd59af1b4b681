package routes.history;

import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import routes.lending.history.DecisionRecord;

/** What the history's routes ask. Thread-safe. */
public final class History {

  /** The version of the rules' meaning that decides here. */
  public String engineVersion() {
    return DecisionRecord.ENGINE_VERSION;
  }

  /**
   * Begins a check.
   *
   * @param request {@code after}, the number of the last entry not to check; {@code limit}, the
   *     most to check; {@code replay}, whether decisions are executed again
   */
  public HistoryCheck begin(Map<String, Object> request) {
    return new HistoryCheck(
        ((Number) request.get("after")).longValue(),
        ((Number) request.get("limit")).longValue(),
        (Boolean) request.get("replay"));
  }

  /** Whether there is another page to check. */
  public boolean goesOn(@Variable("check") HistoryCheck check) {
    return check.goesOn();
  }

  /** The next page, as parameters of the query: from, rows and replay. */
  public Map<String, Object> page(@Variable("check") HistoryCheck check) {
    return check.page();
  }

  /** Checks a page of rows, as the query gave them. */
  public void add(@Body List<Map<String, Object>> rows, @Variable("check") HistoryCheck check) {
    check.add(rows);
  }

  /** What came of it: whether it is sound, up to where, and a sentence. */
  public Map<String, Object> verdict(@Variable("check") HistoryCheck check) {
    return check.verdict();
  }
}
