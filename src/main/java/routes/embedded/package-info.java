/**
 * Kafka, PostgreSQL and Redis for a machine where none is configured: real servers, one data
 * directory.
 */
@NullMarked
package routes.embedded;

import org.jspecify.annotations.NullMarked;
