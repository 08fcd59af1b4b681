package routes.hatchet;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets the context of tracing pass between metadata of runs and headers, in any case of letters,
 * and nothing else: whoever starts a run could otherwise steer the components of its steps.
 */
public class HatchetHeaderFilterStrategy implements HeaderFilterStrategy {

  private static final Set<String> PASSING = Set.of("traceparent", "tracestate", "baggage");

  @Override
  public boolean applyFilterToCamelHeaders(
      String name, @Nullable Object value, @Nullable Exchange exchange) {
    return filtered(name, value);
  }

  @Override
  public boolean applyFilterToExternalHeaders(
      String name, @Nullable Object value, @Nullable Exchange exchange) {
    return filtered(name, value);
  }

  private static boolean filtered(String name, @Nullable Object value) {
    return !(value instanceof String) || !PASSING.contains(name.toLowerCase(Locale.ROOT));
  }
}
