/** When the customer has finished speaking: pure decisions, in milliseconds. */
@NullMarked
package routes.turns.window;

import org.jspecify.annotations.NullMarked;
