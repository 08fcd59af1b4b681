/** Tasks of a tracker, done by an agent's command, checked by gates, committed. */
@NullMarked
package routes.tasks;

import org.jspecify.annotations.NullMarked;
