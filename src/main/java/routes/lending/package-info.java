/** The lending domain: applications against lenders' policies, as pure functions. */
@NullMarked
package routes.lending;

import org.jspecify.annotations.NullMarked;
