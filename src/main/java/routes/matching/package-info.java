/**
 * The processors of workflow {@code loan-matching}: one application against every active lender.
 */
@NullMarked
package routes.matching;

import org.jspecify.annotations.NullMarked;
