/** Who answers a turn, from the customer's own applications and nothing else. */
@NullMarked
package routes.turns.agent;

import org.jspecify.annotations.NullMarked;
