package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An application with what the policy must say to it.
 *
 * @param name what it shows, in a few words
 * @param application the application, in the shape that clients send
 * @param outcome {@code ELIGIBLE}, {@code NEEDS_REVIEW} or {@code INELIGIBLE}
 * @param program the best program; absent when that does not matter
 * @param rateBps the buy rate in basis points; absent when that does not matter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Example(
    String name,
    JsonNode application,
    String outcome,
    @Nullable String program,
    @Nullable Integer rateBps) {}
