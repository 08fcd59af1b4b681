package routes.documents.rules;

import org.jspecify.annotations.Nullable;

/** What a number counts. */
enum Unit {
  NONE(null),
  USD("USD"),
  PERCENT("percent"),
  YEARS("years"),
  MONTHS("months"),
  DAYS("days"),
  MILES("miles"),
  HOURS("hours"),
  POINTS("points");

  private final @Nullable String id;

  Unit(@Nullable String id) {
    this.id = id;
  }

  /** The name in a policy; none for a bare number. */
  @Nullable String id() {
    return id;
  }
}
