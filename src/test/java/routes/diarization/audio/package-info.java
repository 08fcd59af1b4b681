/** Tests of samples, mixes and FFmpeg. */
@NullMarked
package routes.diarization.audio;

import org.jspecify.annotations.NullMarked;
