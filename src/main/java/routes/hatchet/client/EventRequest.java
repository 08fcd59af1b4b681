package routes.hatchet.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event to be pushed.
 *
 * @param key event key, without namespace
 * @param payload map, record, JSON tree or JSON text
 * @param metadata additional metadata, shown with the event and its runs
 * @param scope selects filters, when given
 * @param priority 1 to 3 of the runs it starts, when given
 */
public record EventRequest(
    String key,
    @Nullable Object payload,
    Map<String, Object> metadata,
    @Nullable String scope,
    @Nullable Integer priority) {

  public EventRequest {
    if (key.isBlank()) {
      throw new IllegalArgumentException(
          "An event needs a key, such as loan:application:uploaded.");
    }
    metadata = Map.copyOf(metadata);
  }

  /** An event without extras. */
  public static EventRequest of(String key, @Nullable Object payload) {
    return new EventRequest(key, payload, Map.of(), null, null);
  }
}
