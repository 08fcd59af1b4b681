package routes.hatchet.operation;

import java.util.Objects;
import org.apache.camel.Exchange;
import routes.hatchet.HatchetConfiguration;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.TaskContext;
import routes.hatchet.client.TerminalException;

/**
 * What only a running step can ask. The body stays as it is.
 *
 * @param operation as it is written in addresses
 * @param call asks
 */
public record InStep(String operation, Call call) implements Operation {

  /** Asks something for the step that runs. */
  @FunctionalInterface
  public interface Call {
    /** Asks it. */
    void ask(Exchange exchange, TaskContext step, HatchetConfiguration configuration)
        throws Exception;
  }

  @Override
  public void process(
      Exchange exchange, HatchetClient client, String name, HatchetConfiguration configuration)
      throws Exception {
    TaskContext step = exchange.getProperty(HatchetConstants.TASK, TaskContext.class);
    if (step == null) {
      throw new TerminalException(
          "hatchet:"
              + operation
              + " works inside a step only, that is, in a route from hatchet:step or one that it"
              + " calls directly.");
    }
    call.ask(exchange, step, configuration);
  }

  /** Writes the body as a line of the step's log. */
  public static InStep log() {
    return new InStep(
        "log",
        (exchange, step, configuration) ->
            step.log(configuration.getLevel(), exchange.getMessage().getBody(String.class)));
  }

  /** Sends the body as a chunk to whoever follows the run. */
  public static InStep stream() {
    return new InStep(
        "stream",
        (exchange, step, configuration) ->
            step.stream(
                Objects.requireNonNullElse(exchange.getMessage().getBody(String.class), "")));
  }

  /** Adds time to the step's deadline. */
  public static InStep refreshTimeout() {
    return new InStep(
        "refresh-timeout",
        (exchange, step, configuration) ->
            step.refreshTimeout(Moments.more(exchange, configuration)));
  }

  /** Gives the slot back while the step goes on. */
  public static InStep releaseSlot() {
    return new InStep("release-slot", (exchange, step, configuration) -> step.releaseSlot());
  }
}
