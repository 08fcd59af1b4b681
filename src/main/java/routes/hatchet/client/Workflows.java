package routes.hatchet.client;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.protocol.v1.AdminServiceGrpc;
import routes.protocol.v1.CreateWorkflowVersionRequest;

/** Registers definitions. Thread-safe. */
public final class Workflows {

  private static final Logger LOG = LoggerFactory.getLogger(Workflows.class);

  private final HatchetClientConfiguration configuration;
  private final Connection connection;
  private final Calls calls;
  private final WorkflowNames names;
  private final RestApi rest;

  Workflows(
      HatchetClientConfiguration configuration,
      Connection connection,
      Calls calls,
      WorkflowNames names,
      RestApi rest) {
    this.configuration = configuration;
    this.connection = connection;
    this.calls = calls;
    this.names = names;
    this.rest = rest;
  }

  /**
   * Registers a definition; the same one again changes nothing.
   *
   * @return version UUID
   * @throws HatchetException when the definition is wrong, or the engine refuses it
   */
  public String put(WorkflowDefinition workflow) {
    String problem = DefinitionCheck.problem(workflow, name -> name);
    if (problem != null) {
      throw new HatchetException(problem);
    }
    CreateWorkflowVersionRequest request = Definitions.request(workflow, configuration);
    String version =
        calls
            .repeatable(
                "registering workflow " + workflow.name(),
                Duration.ofSeconds(30),
                AdminServiceGrpc.newBlockingStub(connection.channel()),
                s -> s.putWorkflow(request))
            .getId();
    names.add(workflow.name());
    LOG.info("Workflow registered successfully: {} ({} steps)", request.getName(), count(workflow));
    return version;
  }

  private static int count(WorkflowDefinition workflow) {
    return workflow.allTasks().size();
  }

  /** The names that the engine has, by REST. */
  public Set<String> names() {
    return rest.workflowNames();
  }
}
