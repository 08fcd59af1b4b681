/**
 * The engine's state in PostgreSQL: one transaction per group of decisions, start-up loading,
 * reading.
 */
@NullMarked
package routes.engine.store;

import org.jspecify.annotations.NullMarked;
