/** Checks of the scripts and deploy files. */
@NullMarked
package routes.deploy;

import org.jspecify.annotations.NullMarked;
