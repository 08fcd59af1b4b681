/** What a policy change would have done: replay, swap set, and stable challenger groups. */
@NullMarked
package routes.lending.simulate;

import org.jspecify.annotations.NullMarked;
