/** Hatchet's REST interface, as far as SDK features call it. */
@NullMarked
package routes.engine.rest;

import org.jspecify.annotations.NullMarked;
