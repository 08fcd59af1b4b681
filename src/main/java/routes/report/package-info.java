/** Decisions on paper, and the pages that they cite. */
@NullMarked
package routes.report;

import org.jspecify.annotations.NullMarked;
