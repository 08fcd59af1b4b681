/** The history of decisions, checked: the chain, and every decision executed again. */
@NullMarked
package routes.history;

import org.jspecify.annotations.NullMarked;
