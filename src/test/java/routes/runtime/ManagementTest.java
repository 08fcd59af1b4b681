package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What JMX shows. */
class ManagementTest {
  private static final String GUARDED =
      """
      - route:
          id: in
          errorHandler:
            noErrorHandler: {}
          from:
            uri: direct:in
            steps:
              - log:
                  message: x
      """;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /**
   * Hawtio takes a route's first element for its consumer; another one there spoils all diagrams.
   */
  @Test
  void everyRouteBeginsWithItsConsumer() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromString("in.camel.yaml", GUARDED));
      Management.install(camel);
      camel.start();

      ObjectName context =
          new ObjectName(
              "org.apache.camel:context=%1$s,type=context,name=\"%2$s\""
                  .formatted(camel.getManagementName(), camel.getName()));
      String routes = (String) beans.invoke(context, "dumpRoutesAsXml", null, null);
      assertThat(routes).contains("direct:in", "<log");
      assertThat(routes).doesNotContain("rrorHandler");
      assertThat(routes).containsPattern("<route id=\"in\"[^>]*>\\s*<from ");
    }
  }

  @Test
  void statementsHaveTheirOwnNamesAndPasswordsOfOthersAreMasked() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("dataSource", new PGSimpleDataSource());
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:in")
                  .to("sql:select 'a:b@c' as word?dataSource=#dataSource")
                  .id("statement")
                  .to("stub:other?password=plover&sent=1")
                  .id("other");
            }
          });
      Management.install(camel);
      camel.start();

      String context = "org.apache.camel:context=" + camel.getManagementName();
      ObjectName statement = new ObjectName(context + ",type=processors,name=\"statement\"");
      assertThat(beans.getAttribute(statement, "Destination").toString()).contains("select");
      assertThat(beans.getAttribute(statement, "ExchangesTotal")).isEqualTo(0L);
      ObjectName other = new ObjectName(context + ",type=processors,name=\"other\"");
      assertThat(beans.getAttribute(other, "Destination").toString())
          .contains("sent=1")
          .doesNotContain("plover");
      List<String> endpoints =
          beans.queryNames(new ObjectName(context + ",type=endpoints,*"), null).stream()
              .map(name -> name.getKeyProperty("name"))
              .toList();
      assertThat(endpoints).anyMatch(name -> name.contains("a:b@c"));
      assertThat(endpoints).noneMatch(name -> name.contains("plover"));
    }
  }
}
