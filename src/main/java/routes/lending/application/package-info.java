/** A loan application as it came in, checked, and the facts it states. */
@NullMarked
package routes.lending.application;

import org.jspecify.annotations.NullMarked;
