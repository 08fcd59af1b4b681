/** Our worker and the official ones on the same engine. */
@NullMarked
package routes.conformance;

import org.jspecify.annotations.NullMarked;
