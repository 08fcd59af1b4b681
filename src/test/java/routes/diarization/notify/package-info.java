/** Tests of notices. */
@NullMarked
package routes.diarization.notify;

import org.jspecify.annotations.NullMarked;
