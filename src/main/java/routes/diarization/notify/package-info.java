/** Telling others that a transcript is there. */
@NullMarked
package routes.diarization.notify;

import org.jspecify.annotations.NullMarked;
