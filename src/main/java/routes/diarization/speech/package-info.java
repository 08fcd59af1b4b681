/** Words out of what recognisers answer. */
@NullMarked
package routes.diarization.speech;

import org.jspecify.annotations.NullMarked;
