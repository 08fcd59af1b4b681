package routes.runtime;

import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.management.mbean.ManagedCamelContext;

/**
 * The context as it is seen in JMX, with routes that Hawtio can draw: it takes what stands first in
 * a route for the consumer, and one error handler before that spoils the diagrams of all.
 */
@ManagedResource(description = "Managed CamelContext")
public final class DrawnContext extends ManagedCamelContext {
  private static final Pattern ERROR_HANDLER =
      Pattern.compile("\\s*<errorHandler\\b(?:[^>]*/>|.*?</errorHandler>)", Pattern.DOTALL);

  DrawnContext(CamelContext camel) {
    super(camel);
  }

  @Override
  public String dumpRoutesAsXml(
      boolean resolvePlaceholders, boolean generatedIds, boolean sourceLocation) throws Exception {
    String routes = super.dumpRoutesAsXml(resolvePlaceholders, generatedIds, sourceLocation);
    return routes == null ? null : ERROR_HANDLER.matcher(routes).replaceAll("");
  }
}
