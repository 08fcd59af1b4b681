/** What an applicant is told after a refusal, and until when. */
@NullMarked
package routes.lending.explain;

import org.jspecify.annotations.NullMarked;
