package routes.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * What a task wants of a worker's label.
 *
 * @param required an unmet wish excludes the worker
 * @param weight what a met wish adds to the worker's rank
 */
public record LabelWish(
    @Nullable String text,
    @Nullable Integer number,
    boolean required,
    Comparator comparator,
    int weight) {

  /** How the worker's label is compared with the wish. */
  public enum Comparator {
    EQUAL,
    NOT_EQUAL,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    LESS_THAN,
    LESS_THAN_OR_EQUAL
  }

  public boolean isMetBy(@Nullable Label label) {
    if (label == null) {
      return false;
    }
    if (number != null && label.number() != null) {
      int order = Integer.compare(label.number(), number);
      return switch (comparator) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case GREATER_THAN -> order > 0;
        case GREATER_THAN_OR_EQUAL -> order >= 0;
        case LESS_THAN -> order < 0;
        case LESS_THAN_OR_EQUAL -> order <= 0;
      };
    }
    boolean equal = label.asText().equals(number != null ? number.toString() : text);
    return switch (comparator) {
      case EQUAL -> equal;
      case NOT_EQUAL -> !equal;
      default -> false;
    };
  }
}
