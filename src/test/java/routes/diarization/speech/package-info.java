/** Tests of recognisers' answers. */
@NullMarked
package routes.diarization.speech;

import org.jspecify.annotations.NullMarked;
