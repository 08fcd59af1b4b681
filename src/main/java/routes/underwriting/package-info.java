/** The processors of workflow {@code underwriting-workflow}: one application, step by step. */
@NullMarked
package routes.underwriting;

import org.jspecify.annotations.NullMarked;
