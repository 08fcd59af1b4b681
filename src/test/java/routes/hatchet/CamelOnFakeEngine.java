package routes.hatchet;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import routes.hatchet.client.FakeEngine;
import routes.protocol.dispatcher.StepActionEvent;

/** A Camel context whose component talks to a scripted engine. */
final class CamelOnFakeEngine implements AutoCloseable {

  final FakeEngine engine = new FakeEngine();
  final DefaultCamelContext camel = new DefaultCamelContext();
  final HatchetComponent component = new HatchetComponent(camel);

  CamelOnFakeEngine() {
    component.setToken(engine.environment().get("HATCHET_CLIENT_TOKEN"));
    component.setTlsStrategy("none");
    component.setTransportUri("seda:{topic}");
    component.setRegistrationDelay(50);
    component.setStartupTimeout(5000);
    camel.addComponent("hatchet", component);
    KameletComponent kamelets = new KameletComponent();
    kamelets.setLocation("classpath:camel/kamelets");
    camel.addComponent("kamelet", kamelets);
  }

  /** Starts with routes; waits for the worker when one of them is a step. */
  void start(RoutesBuilder routes) throws Exception {
    camel.addRoutes(routes);
    start();
  }

  /** Starts with routes in YAML. */
  void start(String yaml) throws Exception {
    add(yaml);
    start();
  }

  void add(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromBytes("test.camel.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  void start() throws Exception {
    camel.start();
    if (!component.steps().specs().isEmpty()) {
      await().atMost(Duration.ofSeconds(60)).until(engine::hasStream);
    }
  }

  StepActionEvent outcome(String task) {
    await().atMost(Duration.ofSeconds(60)).until(() -> !engine.outcomes(task).isEmpty());
    return engine.outcomes(task).get(0);
  }

  /** Sends a body and gives the exchange back as it ended. */
  Exchange send(String uri, Object body) {
    return camel
        .createProducerTemplate()
        .request(uri, exchange -> exchange.getMessage().setBody(body));
  }

  static String run() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    camel.stop();
    engine.close();
  }
}
