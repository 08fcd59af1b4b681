package routes.matching;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One lender's answer, as the route's SQL writes it.
 *
 * @param lenderId the lender
 * @param policyVersion the policy that it was judged by
 * @param status {@code completed}, or {@code failed} with the reason in {@code failure}
 * @param failure why this lender could not be judged
 * @param outcome ELIGIBLE, NEEDS_REVIEW or INELIGIBLE
 * @param score 0 to 100
 * @param category of the score
 * @param bestProgram the program that counts
 * @param rateBps its buy rate in basis points
 * @param result reasons, programs with every criterion, and the nearest way in, as one line of JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MatchRow(
    @JsonProperty("lender_id") String lenderId,
    @JsonProperty("policy_version") String policyVersion,
    String status,
    @Nullable String failure,
    @Nullable String outcome,
    @Nullable BigDecimal score,
    @Nullable String category,
    @JsonProperty("best_program") @Nullable String bestProgram,
    @JsonProperty("rate_bps") @Nullable Integer rateBps,
    @JsonIgnore @Nullable String result) {

  static MatchRow failed(String lenderId, String policyVersion, String reason) {
    return new MatchRow(
        lenderId, policyVersion, "failed", reason, null, null, null, null, null, null);
  }
}
