package routes.hatchet.operation;

import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.RunRequest.RunOptions;

/** What goes from an exchange to the engine. */
public final class Outgoing {

  private Outgoing() {}

  /** The body as something that JSON can be made of: streams and files become text. */
  public static @Nullable Object body(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    return body instanceof StreamCache
            || body instanceof InputStream
            || body instanceof Reader
            || body instanceof WrappedFile<?>
        ? exchange.getMessage().getBody(String.class)
        : body;
  }

  /**
   * The metadata of the endpoint, over it that of the header, and over both the headers that may
   * leave: those of tracing stand for what happens now.
   */
  static Map<String, Object> metadata(Exchange exchange, HatchetConfiguration configuration) {
    Map<String, Object> all = new LinkedHashMap<>(configuration.getMetadata());
    Object header = exchange.getMessage().getHeader(HatchetConstants.METADATA);
    if (header instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            // The engine's own keys, and the key, of the run that we are in are not ours to send.
            if (value != null
                && !key.toString().startsWith("hatchet__")
                && !key.equals(RunOptions.IDEMPOTENCY_KEY)) {
              all.put(key.toString(), value);
            }
          });
    }
    HeaderFilterStrategy filter = configuration.getHeaderFilterStrategy();
    exchange
        .getMessage()
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (value != null && !filter.applyFilterToCamelHeaders(name, value, exchange)) {
                all.put(name.toLowerCase(Locale.ROOT), value);
              }
            });
    return all;
  }

  static @Nullable Integer priority(Exchange exchange, HatchetConfiguration configuration) {
    Integer header = exchange.getMessage().getHeader(HatchetConstants.PRIORITY, Integer.class);
    return header == null ? configuration.getPriority() : header;
  }
}
