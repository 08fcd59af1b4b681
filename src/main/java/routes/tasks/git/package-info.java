/** The repository that tasks change, by the program git. */
@NullMarked
package routes.tasks.git;

import org.jspecify.annotations.NullMarked;
