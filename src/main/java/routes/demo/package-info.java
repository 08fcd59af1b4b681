/** The samples, sent through the running application as its users would send theirs. */
@NullMarked
package routes.demo;

import org.jspecify.annotations.NullMarked;
