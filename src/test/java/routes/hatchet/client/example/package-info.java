/** The example of the Java client's page. */
@NullMarked
package routes.hatchet.client.example;

import org.jspecify.annotations.NullMarked;
