/** Steps of workflows: gathering their definitions from routes, serving them, and their topics. */
@NullMarked
package routes.hatchet.step;

import org.jspecify.annotations.NullMarked;
