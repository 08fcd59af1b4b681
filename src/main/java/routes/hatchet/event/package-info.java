/** What the component tells event notifiers of the Camel context. */
@NullMarked
package routes.hatchet.event;

import org.jspecify.annotations.NullMarked;
