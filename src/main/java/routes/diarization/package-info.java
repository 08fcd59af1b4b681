/** Recordings of several tracks to who said what, and what it was about: what the steps do. */
@NullMarked
package routes.diarization;

import org.jspecify.annotations.NullMarked;
