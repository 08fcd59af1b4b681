package routes.engine.grpc;

import routes.protocol.v1.V1DispatcherGrpc.V1DispatcherImplBase;

/** Durable tasks are not offered: every rpc is answered as unimplemented. */
final class DurableService extends V1DispatcherImplBase {}
