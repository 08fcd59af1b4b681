/** What the entrances and steps of logical-turn do besides SQL. */
@NullMarked
package routes.turns;

import org.jspecify.annotations.NullMarked;
