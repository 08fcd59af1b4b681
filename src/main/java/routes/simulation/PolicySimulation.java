package routes.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import routes.lending.decision.CompiledPolicy;
import routes.lending.policy.PolicyJson;
import routes.lending.simulate.SwapSet;

/** What the simulation's routes ask. Thread-safe. */
public final class PolicySimulation {
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Begins a simulation.
   *
   * @param pair {@code version} and {@code policy} that are tried, {@code other_version} and {@code
   *     other_policy} that they are compared with
   * @param last how many applications, the newest first
   */
  public Replay begin(@Body Map<String, Object> pair, @Variable("last") int last)
      throws JsonProcessingException {
    return new Replay(
        compiled(pair, "other_version", "other_policy"), compiled(pair, "version", "policy"), last);
  }

  private CompiledPolicy compiled(Map<String, Object> pair, String version, String policy)
      throws JsonProcessingException {
    return CompiledPolicy.compile(
        PolicyJson.read(json.readTree(String.valueOf(pair.get(policy)))),
        String.valueOf(pair.get(version)));
  }

  /** Whether there is another page. */
  public boolean goesOn(@Variable("tally") Replay replay) {
    return replay.goesOn();
  }

  /** The next page, as parameters of the query. */
  public Map<String, Object> page(@Variable("tally") Replay replay) {
    return replay.page();
  }

  /** Judges a page of applications by both versions. */
  public void replay(
      @Body List<Map<String, Object>> applications, @Variable("tally") Replay replay) {
    replay.add(applications);
  }

  /** What would have changed. */
  public SwapSet swapSet(@Variable("tally") Replay replay) {
    return replay.swapSet();
  }
}
