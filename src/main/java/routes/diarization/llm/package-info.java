/** Questions to a language model, and what is believed of its answers. */
@NullMarked
package routes.diarization.llm;

import org.jspecify.annotations.NullMarked;
