package routes.hatchet.step;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.client.AssignedTask;
import routes.hatchet.client.AssignedTask.AttemptKey;
import routes.hatchet.step.HandOverMessage.Kind;
import routes.hatchet.step.HandOverMessage.MalformedMessageException;

/**
 * Carries attempts to the topics of their steps, and tells all processes of those that begin, end
 * or are cancelled over one small control topic. Thread-safe.
 */
public final class StepTransport extends ServiceSupport {

  private static final Logger LOG = LoggerFactory.getLogger(StepTransport.class);

  /** Kafka's name of the header that selects the partition. */
  private static final String KEY = "kafka.KEY";

  private static final String REASON = "reason";

  /** What to do when another process has told of an attempt. */
  public interface Listener {
    /** The engine has cancelled it. */
    void cancelled(AttemptKey attempt);

    /** It begins, in whatever process. */
    void begun(AttemptKey attempt);

    /** It has ended, in whatever process. */
    void finished(AttemptKey attempt);
  }

  private final CamelContext camel;
  private final TransportUris uris;
  private final String controlTopic;
  private final Listener listener;
  private final String process = UUID.randomUUID().toString();
  private @Nullable ProducerTemplate producer;
  private @Nullable Consumer control;

  /**
   * Makes the transport.
   *
   * @param template address with {@code {topic}} in it
   */
  public StepTransport(
      CamelContext camel, String template, String controlTopic, Listener listener) {
    this.camel = camel;
    this.uris = new TransportUris(template);
    this.controlTopic = controlTopic;
    this.listener = listener;
  }

  @Override
  protected void doStart() throws Exception {
    producer = camel.createProducerTemplate();
    producer.start();
    control =
        camel
            .getEndpoint(uris.broadcast(controlTopic, process))
            .createConsumer(exchange -> heard(exchange.getMessage().getBody(byte[].class)));
    ServiceHelper.startService(control);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopAndShutdownServices(control, producer);
    control = null;
    producer = null;
  }

  /** This process, in messages. */
  String process() {
    return process;
  }

  TransportUris uris() {
    return uris;
  }

  /** Puts an attempt on the topic of its step, keyed by its run. Returns when it is stored. */
  void handOver(String topic, AssignedTask task) {
    send(
        uris.producer(topic),
        HandOverMessage.attempt(process, task).bytes(),
        Map.of(KEY, task.workflowRunId()));
  }

  /** Tells the process that handed an attempt over that it begins here; what is lost costs time. */
  void begun(String origin, AttemptKey attempt) {
    if (origin.equals(process)) {
      listener.begun(attempt);
      return;
    }
    try {
      tell(Kind.BEGUN, attempt);
    } catch (RuntimeException e) {
      LOG.debug("The begin of task {} could not be told: {}", attempt.taskRunId(), e.getMessage());
    }
  }

  /** Tells the process that handed an attempt over, and all others, that it has ended. */
  void finished(String origin, AttemptKey attempt) {
    if (origin.equals(process)) {
      listener.finished(attempt);
    } else {
      tell(Kind.FINISHED, attempt);
    }
  }

  /** Tells all processes of an attempt. */
  void tell(Kind kind, AttemptKey attempt) {
    send(
        uris.broadcaster(controlTopic),
        HandOverMessage.control(kind, process, attempt).bytes(),
        Map.of(KEY, attempt.taskRunId()));
  }

  /** Puts a message that nobody can read aside, with the reason. */
  void deadLetter(String topic, byte @Nullable [] message, String reason) {
    LOG.error("Message on topic {} put aside on {}.dlq: {}", topic, topic, reason);
    Map<String, Object> headers = new HashMap<>();
    headers.put(REASON, reason);
    send(uris.producer(topic + ".dlq"), message == null ? new byte[0] : message, headers);
  }

  private void send(String uri, byte[] message, Map<String, Object> headers) {
    ProducerTemplate template = producer;
    if (template == null) {
      throw new IllegalStateException("The transport of steps is stopped.");
    }
    template.sendBodyAndHeaders(uri, message, headers);
  }

  private void heard(byte @Nullable [] bytes) {
    try {
      HandOverMessage message = HandOverMessage.read(bytes);
      AttemptKey attempt = message.attempt();
      if (attempt == null) {
        LOG.warn("A message of kind {} on the control topic is left alone", message.kind());
      } else if (message.kind() == Kind.CANCEL) {
        listener.cancelled(attempt);
      } else if (message.kind() == Kind.BEGUN) {
        listener.begun(attempt);
      } else if (message.kind() == Kind.FINISHED) {
        listener.finished(attempt);
      }
    } catch (MalformedMessageException e) {
      LOG.warn("A message on the control topic is left alone: {}", e.getMessage());
    }
  }

  /** A consumer for endpoints of the transport. */
  Consumer consumer(String uri, Processor processor) throws Exception {
    return camel.getEndpoint(uri).createConsumer(processor);
  }
}
