package routes.lending;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what came from outside.
 *
 * @param path the field, such as {@code guarantors[0].fico_score}; empty for the whole document
 * @param value what was given, as JSON, cut to 80 characters; absent when nothing was
 * @param message one sentence that names the field and says what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String path, @Nullable String value, String message) {}
