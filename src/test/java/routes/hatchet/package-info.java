/** Tests of the component. */
@NullMarked
package routes.hatchet;

import org.jspecify.annotations.NullMarked;
