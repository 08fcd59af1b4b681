package routes.lending.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import routes.lending.decision.LenderDecision;
import routes.lending.decision.NearestWay;
import routes.lending.decision.ProgramDecision;
import routes.lending.decision.Reason;

/**
 * What is kept of a decision besides its outcome. Its JSON is the same bytes whenever the same
 * policy judges the same application.
 *
 * @param reasons why not, or what to look at
 * @param nearest the smallest changes that would make it eligible
 * @param programs every program with every criterion
 */
public record KeptDecision(
    List<Reason> reasons,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearestWay> nearest,
    List<ProgramDecision> programs) {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** What is kept of a decision. */
  public static KeptDecision of(LenderDecision decision) {
    return new KeptDecision(decision.reasons(), decision.nearest(), decision.programs());
  }

  /** The bytes that the history's hash is of, as text. */
  public String json() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a decision is plain data", e);
    }
  }
}
