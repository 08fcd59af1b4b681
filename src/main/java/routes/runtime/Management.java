package routes.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.management.DefaultManagementObjectNameStrategy;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.apache.camel.management.mbean.ManagedSendProcessor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.SendProcessor;
import org.apache.camel.spi.ManagementAgent;
import org.apache.camel.spi.ManagementStrategy;

/**
 * What JMX shows: routes as Hawtio can draw them ({@link DrawnContext}), and SQL endpoints without
 * a search for passwords in their statements. There are none, and Camel's search takes a time that
 * grows with the square of a statement's length: a third of the start. All other endpoints are
 * masked as ever.
 */
final class Management {
  private Management() {}

  /** To be called before Camel starts. */
  static void install(CamelContext camel) {
    ManagementStrategy strategy = camel.getManagementStrategy();
    Names names = new Names();
    names.setCamelContext(camel);
    strategy.setManagementObjectNameStrategy(names);
    strategy.setManagementObjectStrategy(new Objects());
  }

  private static final class Names extends DefaultManagementObjectNameStrategy {
    @Override
    protected String getEndpointId(Endpoint endpoint) {
      return endpoint instanceof SqlEndpoint && endpoint.isSingleton()
          ? endpoint.getEndpointKey()
          : super.getEndpointId(endpoint);
    }
  }

  private static final class Objects extends DefaultManagementObjectStrategy {
    @Override
    public Object getManagedObjectForCamelContext(CamelContext camel) {
      DrawnContext managed = new DrawnContext(camel);
      managed.init(camel.getManagementStrategy());
      return managed;
    }

    @Override
    public Object getManagedObjectForProcessor(
        CamelContext camel, Processor processor, NamedNode node, Route route) {
      if (processor instanceof SendProcessor send
          && send.getDestination() instanceof SqlEndpoint
          && node instanceof ProcessorDefinition<?> definition) {
        SqlProcessor managed = new SqlProcessor(camel, send, definition);
        managed.setRoute(route);
        managed.init(camel.getManagementStrategy());
        return managed;
      }
      return super.getManagedObjectForProcessor(camel, processor, node, route);
    }
  }

  /** A step that executes a statement, as it is seen in JMX. */
  @ManagedResource(description = "Managed SendProcessor")
  public static final class SqlProcessor extends ManagedSendProcessor {
    SqlProcessor(CamelContext camel, SendProcessor processor, ProcessorDefinition<?> definition) {
      super(camel, processor, definition);
    }

    @Override
    public void init(ManagementStrategy strategy) {
      ManagementAgent agent =
          answering(ManagementAgent.class, strategy.getManagementAgent(), "getMask", false);
      super.init(answering(ManagementStrategy.class, strategy, "getManagementAgent", agent));
    }
  }

  /** What another object does, but for one method's answer. */
  private static <T> T answering(Class<T> type, T other, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return answer;
              }
              try {
                return called.invoke(other, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
