/** A request that comes twice with the same Idempotency-Key is done once. */
@NullMarked
package routes.api.once;

import org.jspecify.annotations.NullMarked;
