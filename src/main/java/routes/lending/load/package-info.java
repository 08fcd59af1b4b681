/** Policy documents from outside: read, checked, and refused with sentences. */
@NullMarked
package routes.lending.load;

import org.jspecify.annotations.NullMarked;
