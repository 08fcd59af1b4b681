/** Stored applications replayed against a policy version that does not decide yet. */
@NullMarked
package routes.simulation;

import org.jspecify.annotations.NullMarked;
