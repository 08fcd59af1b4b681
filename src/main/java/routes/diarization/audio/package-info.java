/** Samples, their mix and its picture, and FFmpeg as a process of its own. */
@NullMarked
package routes.diarization.audio;

import org.jspecify.annotations.NullMarked;
