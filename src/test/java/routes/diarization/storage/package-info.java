/** Tests of where recordings lie. */
@NullMarked
package routes.diarization.storage;

import org.jspecify.annotations.NullMarked;
