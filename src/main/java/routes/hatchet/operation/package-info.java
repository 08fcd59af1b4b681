/** What the producer can ask of the engine, one class per operation. */
@NullMarked
package routes.hatchet.operation;

import org.jspecify.annotations.NullMarked;
