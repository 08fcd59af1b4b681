package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would have to be different for a program not to refuse.
 *
 * @param program the program
 * @param outcome what it would come to
 * @param rateBps the rate it would have
 * @param sentence all changes in one sentence: {@code Raise FICO from 655 to 660.}
 * @param changes each of them
 */
@JsonNaming(SnakeCaseStrategy.class)
public record NearestWay(
    String program,
    Outcome outcome,
    @Nullable Integer rateBps,
    String sentence,
    List<Change> changes) {

  /**
   * One change.
   *
   * @param path the application's field
   * @param from what it has
   * @param to what it would need
   * @param unit the unit of both
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(String path, JsonNode from, JsonNode to, @Nullable String unit) {}
}
