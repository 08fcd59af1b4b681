/** What the HTTP port serves besides the routes: Hawtio, and the checks before every request. */
@NullMarked
package routes.web;

import org.jspecify.annotations.NullMarked;
