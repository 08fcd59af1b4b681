/** A Beads tracker: its tasks, which of them are ready, and how one is closed. */
@NullMarked
package routes.tasks.tracker;

import org.jspecify.annotations.NullMarked;
