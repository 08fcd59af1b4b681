package routes.hatchet.operation;

import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.RunRequest;
import routes.hatchet.client.RunRequest.RunOptions;
import routes.protocol.workflows.RateLimitDuration;

/** Plans runs, and sets the limits that they keep to. */
public final class PlanOperation {

  private PlanOperation() {}

  /** Plans one run with the body as its input, at the time in the header. */
  public static void schedule(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    RunOptions options =
        new RunOptions(
            Outgoing.metadata(exchange, configuration),
            Outgoing.priority(exchange, configuration),
            null,
            null,
            Map.of());
    String id =
        client
            .schedules()
            .once(new RunRequest(name, Outgoing.body(exchange), options), Moments.at(exchange));
    exchange.getMessage().setBody(Map.of("scheduled_run_id", id));
  }

  /** Plans runs by cron with the body as their input. */
  public static void cron(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    String expression = String.valueOf(configuration.getCron());
    String planName = configuration.getCronName();
    String id =
        client
            .schedules()
            .cron(
                name,
                planName == null ? name : planName,
                expression,
                Outgoing.body(exchange),
                Outgoing.metadata(exchange, configuration),
                Outgoing.priority(exchange, configuration));
    exchange.getMessage().setBody(Map.of("cron_id", id));
  }

  /** Sets a rate limit; the body stays as it is. */
  public static void rateLimit(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration) {
    rateLimit(client, name, configuration);
  }

  /** Sets the rate limit that an endpoint names. */
  public static void rateLimit(
      HatchetClient client, String name, HatchetConfiguration configuration) {
    client
        .rateLimits()
        .put(
            name,
            configuration.getLimit(),
            RateLimitDuration.valueOf(configuration.getWindow().toUpperCase(Locale.ROOT)));
  }
}
