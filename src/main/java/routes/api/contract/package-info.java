/** The OpenAPI document of the HTTP port, and the check of every request against it. */
@NullMarked
package routes.api.contract;

import org.jspecify.annotations.NullMarked;
