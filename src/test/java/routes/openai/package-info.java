/** The component {@code openai:} against a server that speaks the protocol. */
@NullMarked
package routes.openai;

import org.jspecify.annotations.NullMarked;
