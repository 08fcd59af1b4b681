package routes.hatchet.client;

import routes.protocol.v1.WorkerLabelComparator;

/**
 * A wish for the worker that runs a task.
 *
 * @param value text, or an Integer for ordering comparators
 * @param required whether other workers are excluded
 * @param comparator how the worker's label is compared with the value
 * @param weight how much a met wish counts when it is not required; 100 is usual
 */
public record LabelWish(
    Object value, boolean required, WorkerLabelComparator comparator, int weight) {

  public LabelWish {
    if (!(value instanceof String) && !(value instanceof Integer)) {
      throw new IllegalArgumentException(
          "A worker label is a text or a whole number, not " + value.getClass().getName() + ".");
    }
  }

  /** The worker must have exactly this label. */
  public static LabelWish required(Object value) {
    return new LabelWish(value, true, WorkerLabelComparator.EQUAL, 100);
  }
}
