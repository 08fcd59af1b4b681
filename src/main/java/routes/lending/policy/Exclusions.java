package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program does not take.
 *
 * @param states postal codes of states
 * @param industries names of industries
 * @param equipment names of kinds of equipment
 * @param page the page they were read from, counted from 1
 * @param quote the lender's own words on that page
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Exclusions(
    List<String> states,
    List<String> industries,
    List<String> equipment,
    @Nullable Integer page,
    @Nullable String quote) {

  public Exclusions {
    states = states == null ? List.of() : List.copyOf(states);
    industries = industries == null ? List.of() : List.copyOf(industries);
    equipment = equipment == null ? List.of() : List.copyOf(equipment);
  }
}
