/** Starts and stops the parts of the application, in order, from its settings. */
@NullMarked
package routes.runtime;

import org.jspecify.annotations.NullMarked;
