package routes.hatchet;

import java.util.Map;
import java.util.regex.Pattern;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.RunEventListener;
import routes.hatchet.client.RunSubscription;

/** Which runs {@code hatchet:runs} follows: one, those of a workflow, or those with metadata. */
final class RunsSelection {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private RunsSelection() {}

  /** Says what is wrong with a selection. */
  static void check(String name, Map<String, Object> metadata) {
    if (name.isBlank() ? metadata.size() != 1 : !metadata.isEmpty()) {
      throw new HatchetException(
          "write hatchet:runs:workflow, hatchet:runs:run-id, or hatchet:runs with one"
              + " metadata.key=value.");
    }
    if (!name.isBlank() && !NAME.matcher(name).matches()) {
      throw new HatchetException(
          "\"" + name + "\" names no workflow: names have letters, digits, '.', '-' and '_'.");
    }
  }

  static RunSubscription follow(
      HatchetClient client, String name, Map<String, Object> metadata, RunEventListener listener) {
    if (name.isBlank()) {
      Map.Entry<String, Object> entry = metadata.entrySet().iterator().next();
      return client
          .runEvents()
          .withMetadata(entry.getKey(), String.valueOf(entry.getValue()), listener);
    }
    return UUID.matcher(name).matches()
        ? client.runEvents().ofRun(name, listener)
        : client.runEvents().ofWorkflow(name, listener);
  }
}
