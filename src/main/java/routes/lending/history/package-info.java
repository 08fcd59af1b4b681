/** Decisions kept for good: records that can be executed again, chained by hash. */
@NullMarked
package routes.lending.history;

import org.jspecify.annotations.NullMarked;
