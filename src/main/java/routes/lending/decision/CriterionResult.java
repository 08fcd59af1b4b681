package routes.lending.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;
import routes.lending.policy.Operator;

/**
 * What one criterion came to.
 *
 * @param type the criterion's type
 * @param operator how it compares
 * @param expected what the policy wants, in {@code unit}
 * @param actual what the application has, in {@code unit}; null when it does not say
 * @param result passed, failed or unknown
 * @param required whether failing it refuses the application
 * @param weight what it counts in the score
 * @param explanation one sentence
 * @param citation where the lender says so; null for a policy given without a document
 * @param unit the unit of expected and actual
 * @param when the guard that made it apply
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CriterionResult(
    String type,
    Operator operator,
    JsonNode expected,
    JsonNode actual,
    Result result,
    boolean required,
    int weight,
    String explanation,
    @Nullable Citation citation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String when) {}
