package routes.hatchet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import routes.hatchet.client.HatchetException;
import routes.hatchet.client.Nearest;
import routes.hatchet.operation.EventOperation;
import routes.hatchet.operation.Operation;
import routes.hatchet.operation.RunOperation;

/** The first part of a {@code hatchet:} address. */
public enum HatchetOperation {
  /** Consumer: a step of a workflow. */
  STEP,
  /** Consumer: the step that runs when one has failed for good. */
  ON_FAILURE,
  /** Producer: starts runs. */
  RUN,
  /** Producer: pushes events. */
  EVENT;

  /** As it is written in addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether routes begin with it. */
  public boolean isConsumer() {
    return this == STEP || this == ON_FAILURE;
  }

  /** What the producer does. */
  Operation producer() {
    return switch (this) {
      case RUN -> new RunOperation();
      case EVENT -> new EventOperation();
      case STEP, ON_FAILURE ->
          throw new IllegalStateException("hatchet:" + text() + " has no producer.");
    };
  }

  /** Reads the text of an address. */
  public static HatchetOperation of(String text) {
    for (HatchetOperation operation : values()) {
      if (operation.text().equals(text)) {
        return operation;
      }
    }
    List<String> names = Arrays.stream(values()).map(HatchetOperation::text).toList();
    String nearest = Nearest.of(text, names);
    throw new HatchetException(
        "hatchet:"
            + text
            + " is no operation of the component; "
            + (nearest == null
                ? "write one of " + String.join(", ", names) + "."
                : "the nearest is hatchet:" + nearest + "."));
  }
}
