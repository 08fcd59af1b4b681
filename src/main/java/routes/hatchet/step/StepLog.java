package routes.hatchet.step;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;
import routes.hatchet.HatchetConstants;
import routes.hatchet.client.TaskContext;

/** Gives what a step's route logs with {@code log} to the engine too, as lines of the step. */
public final class StepLog implements LogListener {

  @Override
  public String onLog(Exchange exchange, CamelLogger logger, String message) {
    TaskContext step = exchange.getProperty(HatchetConstants.TASK, TaskContext.class);
    if (step != null) {
      step.logSoon(level(logger.getLevel()), message);
    }
    return message;
  }

  private static String level(LoggingLevel level) {
    return switch (level) {
      case ERROR -> "ERROR";
      case WARN -> "WARN";
      case TRACE, DEBUG -> "DEBUG";
      case INFO, OFF -> "INFO";
    };
  }
}
