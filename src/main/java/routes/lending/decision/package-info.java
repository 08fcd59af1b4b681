/** A policy compiled once into a function from application to decision. */
@NullMarked
package routes.lending.decision;

import org.jspecify.annotations.NullMarked;
