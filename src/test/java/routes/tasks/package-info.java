/** Tasks against a real repository, a real tracker file and small programs. */
@NullMarked
package routes.tasks;

import org.jspecify.annotations.NullMarked;
