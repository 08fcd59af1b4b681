/** What the engine reasons about: definitions, runs, tasks and the pure state machine of a run. */
@NullMarked
package routes.engine.model;

import org.jspecify.annotations.NullMarked;
