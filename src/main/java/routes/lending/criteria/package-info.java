/** What a criterion can judge: types, units, rules of three truth values, and guards. */
@NullMarked
package routes.lending.criteria;

import org.jspecify.annotations.NullMarked;
