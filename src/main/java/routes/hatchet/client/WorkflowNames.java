package routes.hatchet.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which workflows the engine has. An engine may accept a run of an unknown workflow and lose it, so
 * names are checked before; where REST does not answer, the engine's own answer has to do.
 */
final class WorkflowNames {

  private static final Logger LOG = LoggerFactory.getLogger(WorkflowNames.class);

  private final HatchetClientConfiguration configuration;
  private final RestApi rest;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, String> namesOfIds = new ConcurrentHashMap<>();

  WorkflowNames(HatchetClientConfiguration configuration, RestApi rest) {
    this.configuration = configuration;
    this.rest = rest;
  }

  /** Notes a workflow that was registered from here. */
  void add(String name) {
    known.add(configuration.namespaced(name));
  }

  /** The engine's id of a workflow, which it keeps for ever. */
  String id(String namespaced) {
    return ids.computeIfAbsent(namespaced, rest::workflowId);
  }

  /** The name of a workflow that the engine has an id of, without its namespace. */
  String of(String id) {
    return Namespaces.strip(
        configuration.namespace(), namesOfIds.computeIfAbsent(id, rest::workflowName));
  }

  /**
   * Refuses a name that the engine certainly does not have. A known name costs nothing, an unknown
   * one a look at the engine's list.
   */
  void check(String name) {
    String wanted = configuration.namespaced(name);
    if (known.contains(wanted)) {
      return;
    }
    Set<String> listed;
    try {
      listed = rest.workflowNames();
    } catch (HatchetException e) {
      LOG.debug("Workflow {} not checked before its run: {}", wanted, e.getMessage());
      return;
    }
    known.addAll(listed);
    if (!known.contains(wanted)) {
      String nearest = Nearest.of(wanted, known);
      throw new HatchetException(
          "workflow names not found: "
              + wanted
              + (nearest == null
                  ? ""
                  : "; the nearest registered name is "
                      + Namespaces.strip(configuration.namespace(), nearest)));
    }
  }
}
