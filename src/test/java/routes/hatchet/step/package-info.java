/** Tests of what carries out steps. */
@NullMarked
package routes.hatchet.step;

import org.jspecify.annotations.NullMarked;
