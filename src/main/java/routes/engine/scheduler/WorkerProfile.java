package routes.engine.scheduler;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Label;

/**
 * What a worker says of itself.
 *
 * @param actions lower-case action ids
 * @param slots slot type to capacity
 */
public record WorkerProfile(
    Set<String> actions,
    Map<String, Integer> slots,
    Map<String, Label> labels,
    @Nullable Platform runtime) {

  /** What it runs on; for display. */
  public record Platform(
      @Nullable String sdkVersion,
      @Nullable String language,
      @Nullable String languageVersion,
      @Nullable String os,
      @Nullable String extra) {}
}
