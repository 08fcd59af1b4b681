/**
 * JUnit 5 support for tests against an embedded Hatchet engine: the jar with classifier testing.
 */
@NullMarked
package routes.hatchet.testing;

import org.jspecify.annotations.NullMarked;
