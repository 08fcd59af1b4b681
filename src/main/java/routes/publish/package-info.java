/** Events that systems publish by gRPC; what becomes of them is in {@code publish.camel.yaml}. */
@NullMarked
package routes.publish;

import org.jspecify.annotations.NullMarked;
