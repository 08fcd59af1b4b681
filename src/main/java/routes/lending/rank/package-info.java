/** The order of lenders for one application, and the entries a client sees. */
@NullMarked
package routes.lending.rank;

import org.jspecify.annotations.NullMarked;
