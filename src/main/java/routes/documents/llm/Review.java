package routes.documents.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A point that a person should look at.
 *
 * @param field the program and the type of the rule, such as {@code A Rates: fico_score}
 * @param rules what the rules reader read, in a policy's shape; absent when it read nothing
 * @param llm what the model read, in a policy's shape
 * @param page where the model says it stands, counted from 1
 * @param quote the words it gives for it
 * @param reason why it is not simply believed, a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Review(
    String field,
    @Nullable Object rules,
    @Nullable Object llm,
    @Nullable Integer page,
    @Nullable String quote,
    String reason) {}
