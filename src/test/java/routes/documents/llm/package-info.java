/** What a language model may add to a policy, and what it may not. */
@NullMarked
package routes.documents.llm;

import org.jspecify.annotations.NullMarked;
