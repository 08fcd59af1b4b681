/** A lender's credit policy as data: lender, programs, criteria, rates, each with its citation. */
@NullMarked
package routes.lending.policy;

import org.jspecify.annotations.NullMarked;
