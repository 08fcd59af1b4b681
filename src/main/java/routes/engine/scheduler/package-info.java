/**
 * The one deciding thread: its in-memory model of unfinished runs and workers, and the decisions on
 * it.
 */
@NullMarked
package routes.engine.scheduler;

import org.jspecify.annotations.NullMarked;
