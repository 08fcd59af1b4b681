package routes.runtime;

import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import routes.hatchet.client.PersonalData;

/** Addresses a refused Kafka record to its dead-letter topic, with the reason as a header. */
public final class DeadLetters {
  private static final int LONGEST_REASON = 1000;

  /** What stands in quotes: a text may be anything, also somebody's name. */
  private static final Pattern TEXTS = Pattern.compile("\"[^\"]*\"|'[^']*'");

  /** Keeps key and value as they came; no other header of the record goes further. */
  public void prepare(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Message message = exchange.getMessage();
    String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
    Object key = message.getHeader(KafkaConstants.KEY);
    Object partition = message.getHeader(KafkaConstants.PARTITION);
    Object offset = message.getHeader(KafkaConstants.OFFSET);
    String reason = withoutValues(reason(caught));
    message.removeHeaders("*");
    message.setHeader(KafkaConstants.OVERRIDE_TOPIC, topic + ".dlq");
    message.setHeader(KafkaConstants.KEY, key);
    message.setHeader("reason", reason);
    message.setHeader("origin", "%s/%s@%s".formatted(topic, partition, offset));
    exchange.setVariable(
        "deadLetterOf", "%s (partition %s, offset %s)".formatted(topic, partition, offset));
    exchange.setVariable("deadLetterReason", reason);
  }

  /**
   * Header and log may be read by more people than the record: what it says of somebody stays out,
   * and is in the record for those who may read it.
   */
  static String withoutValues(String reason) {
    return PersonalData.masked(TEXTS.matcher(reason).replaceAll(PersonalData.MASK));
  }

  private static String reason(Exception caught) {
    String reason = Sentences.of(caught);
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }
}
