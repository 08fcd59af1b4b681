package routes.hatchet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import routes.hatchet.client.Disposition;
import routes.hatchet.client.WorkerStatus;
import routes.hatchet.step.StepCatalog;
import routes.hatchet.step.StepSpec;

/** The worker and the steps of this process. */
@DevConsole(
    name = "hatchet",
    displayName = "Hatchet",
    description = "Worker and steps of the Hatchet component")
public class HatchetDevConsole extends AbstractDevConsole {

  public HatchetDevConsole() {
    super("camel", "hatchet", "Hatchet", "Worker and steps of the Hatchet component");
  }

  @Override
  protected String doCallText(Map<String, Object> options) {
    StringBuilder text = new StringBuilder();
    for (HatchetRuntime runtime : runtimes()) {
      WorkerStatus status = runtime.worker().status();
      text.append(
          String.format(
              "Worker %s (%s) at %s: stream %s, last heartbeat %s, in flight %d, completed %d,"
                  + " failed %d, retried %d%n",
              status.name(),
              status.workerId(),
              runtime.client().configuration().address(),
              status.stream(),
              status.lastHeartbeat(),
              status.inFlight(),
              runtime.worker().counters().count(Disposition.COMPLETED),
              runtime.worker().counters().count(Disposition.FAILED),
              runtime.worker().counters().retried()));
    }
    for (StepCatalog.Owner owner : open()) {
      StepSpec spec = owner.spec();
      text.append(
          String.format(
              "  %s (route %s) after %s%n",
              spec.reference(), spec.routeId(), spec.definition().parents()));
    }
    return text.toString();
  }

  @Override
  protected JsonObject doCallJson(Map<String, Object> options) {
    JsonArray workers = new JsonArray();
    for (HatchetRuntime runtime : runtimes()) {
      WorkerStatus status = runtime.worker().status();
      JsonObject worker = new JsonObject();
      worker.put("name", status.name());
      worker.put("workerId", status.workerId());
      worker.put("address", runtime.client().configuration().address());
      worker.put("stream", status.stream());
      worker.put("live", status.live());
      worker.put("lastHeartbeat", String.valueOf(status.lastHeartbeat()));
      worker.put("inFlight", status.inFlight());
      worker.put("retried", runtime.worker().counters().retried());
      worker.put("reconnects", runtime.worker().counters().reconnects());
      for (Disposition disposition : Disposition.values()) {
        worker.put(
            disposition.name().toLowerCase(Locale.ROOT),
            runtime.worker().counters().count(disposition));
      }
      workers.add(worker);
    }
    JsonArray steps = new JsonArray();
    for (StepCatalog.Owner owner : open()) {
      StepSpec spec = owner.spec();
      JsonObject step = new JsonObject();
      step.put("step", spec.reference());
      step.put("routeId", spec.routeId());
      step.put("parents", new JsonArray(spec.definition().parents()));
      steps.add(step);
    }
    JsonObject root = new JsonObject();
    root.put("workers", workers);
    root.put("steps", steps);
    return root;
  }

  private List<HatchetComponent> components() {
    List<HatchetComponent> found = new ArrayList<>();
    for (String name : getCamelContext().getComponentNames()) {
      if (getCamelContext().hasComponent(name) instanceof HatchetComponent hatchet) {
        found.add(hatchet);
      }
    }
    return found;
  }

  private List<HatchetRuntime> runtimes() {
    List<HatchetRuntime> found = new ArrayList<>();
    for (HatchetComponent component : components()) {
      HatchetRuntime runtime = component.currentRuntime();
      if (runtime != null) {
        found.add(runtime);
      }
    }
    return found;
  }

  private List<StepCatalog.Owner> open() {
    return components().stream().flatMap(c -> c.steps().open().stream()).toList();
  }
}
