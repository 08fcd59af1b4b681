/**
 * A Hatchet client and worker for Java: connection, definitions, runs, events and reliable
 * execution of tasks.
 */
@NullMarked
package routes.hatchet.client;

import org.jspecify.annotations.NullMarked;
