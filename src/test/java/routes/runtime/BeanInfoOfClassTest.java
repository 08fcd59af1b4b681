package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Endpoint;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ProcessorEndpoint;
import org.junit.jupiter.api.Test;

/** What JMX shows is what Camel would have shown. */
class BeanInfoOfClassTest {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Test
  void everythingIsDescribedAsCamelDoesAndCountsForItself() throws Exception {
    try (DefaultCamelContext usual = camel();
        DefaultCamelContext camel = camel()) {
      BeanInfoOfClass.install(camel);
      Management.install(camel);
      usual.start();
      camel.start();
      camel.createProducerTemplate().sendBody("direct:first", "");

      Map<String, Set<String>> shown = descriptions(camel);
      Map<String, Set<String>> expected = descriptions(usual);
      assertThat(shown.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(7);
      expected.forEach((name, described) -> assertThat(shown.get(name)).isEqualTo(described));
      assertThat(described(camel, "one")).isSameAs(described(camel, "two"));
      assertThat(attribute(camel, "type=processors,name=\"one\"", "ExchangesTotal")).isEqualTo(1L);
      assertThat(attribute(camel, "type=processors,name=\"two\"", "ExchangesTotal")).isEqualTo(0L);
      assertThat(attribute(camel, "type=processors,name=\"one\"", "ProcessorId")).isEqualTo("one");
      assertThat(attribute(camel, "type=processors,name=\"two\"", "ProcessorId")).isEqualTo("two");
      assertThat(attribute(camel, "type=components,name=\"odd\"", "Oddness")).isEqualTo(7);
      assertThat(attribute(camel, "type=components,name=\"odd\"", "ComponentName"))
          .isEqualTo("odd");
    }
  }

  private static DefaultCamelContext camel() throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.addComponent("odd", new Odd());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:first")
                .routeId("first")
                .setBody(constant(1))
                .id("one")
                .to("odd:x")
                .id("end1");
            from("direct:second")
                .routeId("second")
                .setBody(constant(2))
                .id("two")
                .to("odd:x")
                .id("end2");
          }
        });
    return camel;
  }

  /** Name without the context's, and what can be read and called. */
  private Map<String, Set<String>> descriptions(DefaultCamelContext camel) throws Exception {
    Map<String, Set<String>> all = new TreeMap<>();
    for (ObjectName name : beans.queryNames(name(camel, "*"), null)) {
      if (name.getKeyProperty("type").matches("routes|processors|components|consumers")) {
        MBeanInfo info = beans.getMBeanInfo(name);
        Set<String> shown =
            Arrays.stream(info.getAttributes()).map(Object::toString).collect(Collectors.toSet());
        Arrays.stream(info.getOperations()).map(Object::toString).forEach(shown::add);
        Arrays.stream(info.getNotifications()).map(Object::toString).forEach(shown::add);
        shown.add(info.getClassName() + ": " + info.getDescription());
        all.put(
            name.getKeyProperty("type") + " " + name.getKeyProperty("name").replaceAll("\\(.*", ""),
            shown);
      }
    }
    return all;
  }

  private Object described(DefaultCamelContext camel, String processor) throws Exception {
    return beans.getMBeanInfo(name(camel, "type=processors,name=\"" + processor + "\""))
        .getAttributes()[0];
  }

  private Object attribute(DefaultCamelContext camel, String name, String attribute)
      throws Exception {
    return beans.getAttribute(name(camel, name), attribute);
  }

  private static ObjectName name(DefaultCamelContext camel, String rest) throws Exception {
    return new ObjectName("org.apache.camel:context=" + camel.getManagementName() + "," + rest);
  }

  /** A component with an attribute beside Camel's. */
  @ManagedResource
  public static final class Odd extends DirectComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String path, Map<String, Object> parameters) {
      return new ProcessorEndpoint(uri, this, exchange -> {});
    }

    @ManagedAttribute
    public int getOddness() {
      return 7;
    }
  }
}
