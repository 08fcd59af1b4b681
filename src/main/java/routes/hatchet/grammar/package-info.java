/** Grammars of options that say more than a name or a number, with a sentence for each mistake. */
@NullMarked
package routes.hatchet.grammar;

import org.jspecify.annotations.NullMarked;
