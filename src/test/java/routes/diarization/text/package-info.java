/** Tests of words and what is chosen out of them. */
@NullMarked
package routes.diarization.text;

import org.jspecify.annotations.NullMarked;
