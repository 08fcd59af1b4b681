/** Tests of recordings and transcripts. */
@NullMarked
package routes.diarization;

import org.jspecify.annotations.NullMarked;
