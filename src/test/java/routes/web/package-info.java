/** Tests of the HTTP port beside the routes. */
@NullMarked
package routes.web;

import org.jspecify.annotations.NullMarked;
