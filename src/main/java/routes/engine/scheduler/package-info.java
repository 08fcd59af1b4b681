/**
 * The one deciding thread: its in-memory model of unfinished runs and workers, and the decisions on
 * it. Begin with {@code DecidingThread}, {@code Parts} and {@code Runs.apply};
 * docs/engine-reading.md tells in which order the rest is easiest.
 */
@NullMarked
package routes.engine.scheduler;

import org.jspecify.annotations.NullMarked;
