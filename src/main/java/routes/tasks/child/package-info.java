/** Programs that others wrote, run without a shell and within limits. */
@NullMarked
package routes.tasks.child;

import org.jspecify.annotations.NullMarked;
