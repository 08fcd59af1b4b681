/** Hatchet's gRPC services over the deciding thread. */
@NullMarked
package routes.engine.grpc;

import org.jspecify.annotations.NullMarked;
