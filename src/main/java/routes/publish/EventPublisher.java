package routes.publish;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.component.grpc.GrpcConstants;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.api.Refusals;
import routes.lending.json.StrictJson;
import routes.matching.UnknownApplicationException;
import routes.protocol.publish.v1.PublishReply;
import routes.protocol.publish.v1.PublishRequest;

/** Takes events that come by gRPC, and answers them. Thread-safe. */
public final class EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger("routes.events");
  private static final int MOST_BYTES = 1 << 20;
  private static final int LONGEST_KEY = 1000;

  private final Set<String> topics;

  /**
   * Creates it.
   *
   * @param topics of which events are taken
   */
  public EventPublisher(Set<String> topics) {
    this.topics = new TreeSet<>(topics);
  }

  /**
   * Makes the message what a consumer of the topic gets; nothing else of the sender goes on.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public void take(Exchange exchange) throws InvalidPayloadException {
    Message message = exchange.getMessage();
    PublishRequest request = message.getMandatoryBody(PublishRequest.class);
    message.removeHeaders("*");
    // An event is loan:application:uploaded, its topic loan.application.uploaded.
    String topic = request.getTopic().strip().replace(':', '.');
    if (!topics.contains(topic)) {
      throw new IllegalArgumentException(
          "topic is '%s': send one of %s.".formatted(shorten(topic), String.join(", ", topics)));
    }
    if (request.getKey().length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "key is too long: send at most %d characters.".formatted(LONGEST_KEY));
    }
    byte[] event = request.getValueBytes().toByteArray();
    if (!StrictJson.read(event, "value", MOST_BYTES).isObject()) {
      throw new IllegalArgumentException("value is no JSON object: send the event as one.");
    }
    exchange.setVariable("topic", topic);
    exchange.setVariable("key", request.getKey());
    message.setBody(event);
  }

  /** Addresses the event to its topic. */
  public void address(Exchange exchange) {
    Message message = exchange.getMessage();
    message.setHeader(KafkaConstants.OVERRIDE_TOPIC, exchange.getVariable("topic", String.class));
    String key = exchange.getVariable("key", "", String.class);
    if (!key.isEmpty()) {
      message.setHeader(KafkaConstants.KEY, key);
    }
  }

  /** Answers with the ids that there are. */
  public void reply(Exchange exchange) {
    StreamObserver<PublishReply> sender = sender(exchange);
    sender.onNext(
        PublishReply.newBuilder()
            .setTopic(exchange.getVariable("topic", "", String.class))
            .setApplicationId(exchange.getVariable("application_id", "", String.class))
            .setWorkflowRunId(exchange.getVariable("run", "", String.class))
            .build());
    sender.onCompleted();
  }

  /** Answers with a status and one sentence: never with what an exception has to say. */
  public void refuse(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Refusals refusal = Refusals.of(caught);
    Status status =
        caught instanceof UnknownApplicationException
            ? Status.NOT_FOUND
            : switch (refusal.status()) {
              case 404 -> Status.NOT_FOUND;
              case 400, 422 -> Status.INVALID_ARGUMENT;
              case 503 -> Status.UNAVAILABLE;
              default -> Status.INTERNAL;
            };
    String sentence = refusal.detail();
    if (status.getCode() == Status.Code.INTERNAL) {
      LOG.error("Event {} failed", exchange.getExchangeId(), caught);
      sentence = "The event failed; the log says why under %s.".formatted(exchange.getExchangeId());
    }
    sender(exchange).onError(status.withDescription(sentence).asRuntimeException());
  }

  @SuppressWarnings("unchecked")
  private static StreamObserver<PublishReply> sender(Exchange exchange) {
    return (StreamObserver<PublishReply>)
        exchange.getProperty(GrpcConstants.GRPC_RESPONSE_OBSERVER, StreamObserver.class);
  }

  private static String shorten(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
