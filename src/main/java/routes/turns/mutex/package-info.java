/** One turn of a session at a time, over all processes. */
@NullMarked
package routes.turns.mutex;

import org.jspecify.annotations.NullMarked;
