package routes.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import routes.lending.application.LoanApplicationParser;
import routes.lending.decision.CompiledPolicy;
import routes.lending.simulate.SwapSet;
import routes.lending.simulate.SwapTally;

/** One simulation, a page of stored applications at a time. For one thread. */
public final class Replay {
  private static final int PAGE = 200;
  // After every application there can be.
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  private static final long END_OF_TIME = 253_370_764_800_000_000L;

  private final SwapTally tally;
  private final int last;
  private long micros = END_OF_TIME;
  private String id = LAST_ID;
  private boolean end;

  Replay(CompiledPolicy present, CompiledPolicy draft, int last) {
    this.tally = new SwapTally(present, draft);
    this.last = last;
  }

  boolean goesOn() {
    return !end && tally.applications() < last;
  }

  /** What the query of the next page needs. */
  Map<String, Object> page() {
    return Map.of("micros", micros, "id", id, "rows", rows());
  }

  private int rows() {
    return Math.min(PAGE, last - tally.applications());
  }

  void add(List<Map<String, Object>> applications) {
    end = applications.size() < rows();
    for (Map<String, Object> row : applications) {
      id = String.valueOf(row.get("id"));
      micros = ((Number) row.get("micros")).longValue();
      byte[] snapshot = String.valueOf(row.get("snapshot")).getBytes(StandardCharsets.UTF_8);
      tally.add(id, LoanApplicationParser.parse(snapshot));
    }
  }

  SwapSet swapSet() {
    return tally.swapSet();
  }
}
