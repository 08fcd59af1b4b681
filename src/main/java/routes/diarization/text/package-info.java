/** Words, their order, and what can be said of them without a model. */
@NullMarked
package routes.diarization.text;

import org.jspecify.annotations.NullMarked;
