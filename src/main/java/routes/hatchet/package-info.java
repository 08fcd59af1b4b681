/**
 * The Camel component {@code hatchet:}: steps of workflows as routes, runs and events as endpoints.
 */
@NullMarked
package routes.hatchet;

import org.jspecify.annotations.NullMarked;
