/** The HTTP interface's requests and refusals; what they do is in {@code api.camel.yaml}. */
@NullMarked
package routes.api;

import org.jspecify.annotations.NullMarked;
