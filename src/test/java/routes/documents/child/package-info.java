/** Bad documents end their own process and nothing else. */
@NullMarked
package routes.documents.child;

import org.jspecify.annotations.NullMarked;
