package routes.hatchet.step;

import org.apache.camel.CamelExecutionException;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.hatchet.client.HandOver;
import routes.hatchet.client.HatchetException;
import routes.hatchet.step.HandOverMessage.Kind;

/**
 * Gives the attempts of a step to its topic.
 *
 * @param transport carries them
 * @param topic the step's topic
 */
public record TopicHandOver(StepTransport transport, String topic) implements HandOver {

  @Override
  public void take(AssignedTask task) {
    try {
      transport.handOver(topic, task);
    } catch (CamelExecutionException e) {
      throw new HatchetException(
          "The attempt could not be put on topic "
              + topic
              + ": "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  @Override
  public void cancelled(AttemptKey key) {
    transport.tell(Kind.CANCEL, key);
  }
}
