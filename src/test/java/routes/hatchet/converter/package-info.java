/** Tests of the conversions. */
@NullMarked
package routes.hatchet.converter;

import org.jspecify.annotations.NullMarked;
