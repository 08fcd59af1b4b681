package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a lender does not simply say yes.
 *
 * @param kind what is the matter
 * @param code the reason's code: the policy's own, or the type's
 * @param type the criterion's type; absent when no criterion is meant
 * @param program the program it is about
 * @param message the sentence for the broker
 * @param adverseAction what the applicant is told; only for a refusal
 * @param citation where the lender says so
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(
    Kind kind,
    String code,
    @Nullable String type,
    String program,
    String message,
    @Nullable AdverseAction adverseAction,
    @Nullable Citation citation) {

  /** What is the matter. */
  public enum Kind {
    /** Something required failed. */
    REFUSED,
    /** Something required is unknown. */
    UNKNOWN,
    /** Something preferred failed. */
    PREFERENCE;

    /** The name in JSON. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Kind of(String id) {
      return valueOf(id.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * The applicant's side of a refusal.
   *
   * @param code the code of the reason
   * @param hmda its number in HMDA's list, 9 for those it does not have
   * @param text the sentence for the applicant
   */
  public record AdverseAction(String code, int hmda, String text) {}
}
