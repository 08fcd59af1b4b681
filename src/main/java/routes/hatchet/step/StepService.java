package routes.hatchet.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.HatchetWorker;
import routes.hatchet.client.TaskBinding;
import routes.hatchet.client.TaskHandler;
import routes.hatchet.client.WorkflowDefinition;

/**
 * Keeps the engine's definitions and the worker's tasks as the routes say. Thread-safe: changes are
 * applied one after the other.
 */
public final class StepService {

  private static final Logger LOG = LoggerFactory.getLogger(StepService.class);

  private final StepCatalog catalog;
  private final HatchetClient client;
  private final HatchetWorker worker;
  private final Function<StepCatalog.Owner, TaskHandler> handlers;
  private final Map<String, WorkflowDefinition> put = new HashMap<>();

  /**
   * Makes the service.
   *
   * @param handlers gives the handler of a step: its route, or its topic
   */
  public StepService(
      StepCatalog catalog,
      HatchetClient client,
      HatchetWorker worker,
      Function<StepCatalog.Owner, TaskHandler> handlers) {
    this.catalog = catalog;
    this.client = client;
    this.worker = worker;
    this.handlers = handlers;
  }

  /**
   * Registers all workflows at start.
   *
   * @throws HatchetException when one is wrong
   */
  public synchronized void putAll() {
    for (WorkflowAssembly assembly : WorkflowAssembly.of(catalog.specs())) {
      if (assembly.definition() == null) {
        throw new HatchetException(String.valueOf(assembly.problem()));
      }
      put(assembly.definition());
    }
  }

  /** Applies what has changed since; a workflow that is wrong now stays as it was. */
  public synchronized void refresh() {
    for (WorkflowAssembly assembly : WorkflowAssembly.of(catalog.specs())) {
      try {
        if (assembly.definition() == null) {
          throw new HatchetException(String.valueOf(assembly.problem()));
        }
        put(assembly.definition());
      } catch (HatchetException e) {
        LOG.error(
            "Workflow {} stays as it was registered before: {}",
            assembly.workflow(),
            e.getMessage());
      }
    }
    serve();
  }

  private void put(WorkflowDefinition definition) {
    if (!definition.equals(put.get(definition.name()))) {
      client.workflows().put(definition);
      put.put(definition.name(), definition);
    }
  }

  /** Serves the steps whose routes are started. */
  public synchronized void serve() {
    List<TaskBinding> bindings = new ArrayList<>();
    for (StepCatalog.Owner owner : catalog.open()) {
      StepSpec spec = owner.spec();
      if (put.containsKey(spec.workflow())) {
        bindings.add(new TaskBinding(spec.workflow(), spec.definition(), handlers.apply(owner)));
      }
    }
    worker.serve(bindings);
  }
}
