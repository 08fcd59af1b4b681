package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to lend that a lender offers: its criteria must hold besides those of all programs.
 *
 * @param name the lender's name for it, such as {@code A Rates}
 * @param page the page it was read from, counted from 1
 * @param priority order among the lender's programs, lowest first; absent means document order
 * @param criteria what must hold
 * @param preferences what the lender would like to hold; a miss sends it to review
 * @param rates buy rates by amount and term
 * @param exclusions states, industries and equipment that it does not take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Program(
    String name,
    @Nullable Integer page,
    @Nullable Integer priority,
    List<Criterion> criteria,
    List<Criterion> preferences,
    List<Rate> rates,
    @Nullable Exclusions exclusions) {

  public Program {
    criteria = listOrEmpty(criteria);
    preferences = listOrEmpty(preferences);
    rates = listOrEmpty(rates);
  }

  /** A program without exclusions of its own. */
  public Program(
      String name,
      @Nullable Integer page,
      @Nullable Integer priority,
      List<Criterion> criteria,
      List<Criterion> preferences,
      List<Rate> rates) {
    this(name, page, priority, criteria, preferences, rates, null);
  }

  private static <T> List<T> listOrEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
