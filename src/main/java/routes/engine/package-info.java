/**
 * The embedded Hatchet engine: Hatchet's gRPC protocol and REST in one JVM, its state in
 * PostgreSQL.
 */
@NullMarked
package routes.engine;

import org.jspecify.annotations.NullMarked;
