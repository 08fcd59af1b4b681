/** The processors of workflow {@code lender-processing}: a published guideline becomes a policy. */
@NullMarked
package routes.lenders;

import org.jspecify.annotations.NullMarked;
