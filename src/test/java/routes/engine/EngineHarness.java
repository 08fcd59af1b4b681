package routes.engine;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import routes.protocol.dispatcher.DispatcherGrpc;
import routes.protocol.events.EventsServiceGrpc;
import routes.protocol.v1.AdminServiceGrpc;
import routes.protocol.v1.CreateTaskOpts;
import routes.protocol.v1.CreateWorkflowVersionRequest;
import routes.protocol.v1.GetRunDetailsRequest;
import routes.protocol.v1.GetRunDetailsResponse;
import routes.protocol.v1.TriggerWorkflowRequest;
import routes.protocol.workflows.WorkflowServiceGrpc;

/** An engine on a database of its own, with raw stubs over real connections. */
final class EngineHarness implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  final HikariDataSource database = TestDatabase.create();
  private final Path directory;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<EmbeddedEngine> abandoned = new ArrayList<>();
  EmbeddedEngine engine;
  private Channel channel;

  EngineHarness(Path directory) {
    this.directory = directory;
    this.engine = start();
    this.channel = connect();
  }

  private EmbeddedEngine start() {
    return EmbeddedEngine.start(
        new EngineConfiguration(database, "127.0.0.1", 0, 0, directory.resolve("token"))
            .withGrace(Duration.ofMillis(300), Duration.ofMillis(500)));
  }

  /** What a kill leaves: the old engine is not closed, and a new one takes the database over. */
  void restartAsAfterKill() {
    abandoned.add(engine);
    engine = start();
    channel = connect();
  }

  /** A connection of its own. */
  Channel connect() {
    ManagedChannel opened = open();
    return ClientInterceptors.intercept(opened, bearer("bearer " + engine.token()));
  }

  ManagedChannel open() {
    ManagedChannel opened =
        NettyChannelBuilder.forAddress("127.0.0.1", engine.grpcPort())
            .usePlaintext()
            .maxInboundMessageSize(8 * 1024 * 1024)
            .build();
    channels.add(opened);
    return opened;
  }

  static ClientInterceptor bearer(String value) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, value);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  DispatcherGrpc.DispatcherBlockingStub dispatcher() {
    return DispatcherGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  DispatcherGrpc.DispatcherStub dispatcherAsync() {
    return DispatcherGrpc.newStub(channel);
  }

  AdminServiceGrpc.AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  EventsServiceGrpc.EventsServiceBlockingStub events() {
    return EventsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  WorkflowServiceGrpc.WorkflowServiceBlockingStub workflows() {
    return workflows(10);
  }

  WorkflowServiceGrpc.WorkflowServiceBlockingStub workflows(long seconds) {
    return WorkflowServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(seconds, TimeUnit.SECONDS);
  }

  WorkerClient worker(String... actions) {
    return new WorkerClient(connect(), 10, actions);
  }

  /** A worker with another token than the engine's own. */
  WorkerClient workerWith(String token, String... actions) {
    return new WorkerClient(
        ClientInterceptors.intercept(open(), bearer("bearer " + token)), 10, actions);
  }

  void put(CreateWorkflowVersionRequest.Builder workflow) {
    admin().putWorkflow(workflow.build());
  }

  String trigger(String workflow, String input) {
    return workflows()
        .triggerWorkflow(
            TriggerWorkflowRequest.newBuilder().setName(workflow).setInput(input).build())
        .getWorkflowRunId();
  }

  GetRunDetailsResponse details(String run) {
    return admin().getRunDetails(GetRunDetailsRequest.newBuilder().setExternalId(run).build());
  }

  /** What a run came to, as soon as it is done. */
  GetRunDetailsResponse finished(String run) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(() -> details(run).getDone());
    return details(run);
  }

  static CreateWorkflowVersionRequest.Builder workflow(
      String name, CreateTaskOpts.Builder... tasks) {
    CreateWorkflowVersionRequest.Builder workflow =
        CreateWorkflowVersionRequest.newBuilder().setName(name);
    for (CreateTaskOpts.Builder task : tasks) {
      workflow.addTasks(task);
    }
    return workflow;
  }

  static CreateTaskOpts.Builder task(String action, String... parents) {
    return CreateTaskOpts.newBuilder()
        .setReadableId(action.substring(action.indexOf(':') + 1))
        .setAction(action)
        .setInputs("{}")
        .addAllParents(List.of(parents));
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    engine.close();
    abandoned.forEach(EmbeddedEngine::close);
    database.close();
  }
}
