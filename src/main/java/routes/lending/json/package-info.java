/** Strict, bounded reading of JSON and its one canonical form. */
@NullMarked
package routes.lending.json;

import org.jspecify.annotations.NullMarked;
