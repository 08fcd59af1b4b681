/** Tests of the grammars of options. */
@NullMarked
package routes.hatchet.grammar;

import org.jspecify.annotations.NullMarked;
