/** What the processors of several workflows share. */
@NullMarked
package routes.workflow;

import org.jspecify.annotations.NullMarked;
