/** What a language model may add to a guideline's reading, and what it takes to believe it. */
@NullMarked
package routes.documents.llm;

import org.jspecify.annotations.NullMarked;
