/** Conversions between what the client gives and what routes take. */
@NullMarked
package routes.hatchet.converter;

import org.jspecify.annotations.NullMarked;
