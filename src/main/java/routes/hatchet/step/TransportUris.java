package routes.hatchet.step;

import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.util.URISupport;
import routes.hatchet.client.HatchetException;

/**
 * Addresses of topics, made from a template such as {@code kafka:{topic}} or {@code seda:{topic}}.
 * For Kafka what the hand-over needs is added, unless the template says otherwise.
 *
 * @param template address with {@code {topic}} in it
 */
record TransportUris(String template) {

  private static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

  TransportUris {
    if (!template.contains("{topic}")) {
      throw new HatchetException(
          "transportUri is \""
              + template
              + "\": write {topic} where the name of the topic goes, such as kafka:{topic}.");
    }
  }

  private boolean kafka() {
    return template.startsWith("kafka:");
  }

  /** Where messages for a topic are sent. */
  String producer(String topic) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (kafka()) {
      options.put("valueSerializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
      options.put("maxRequestSize", MAX_MESSAGE_BYTES);
      options.put("lingerMs", 0);
    }
    return with(topic, options);
  }

  /**
   * Where attempts of a topic are taken from: one at a time for each consumer, the offset committed
   * by hand, and no consumer taken for dead while a step may still run.
   */
  String consumer(String topic, int consumers, Duration longest) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (kafka()) {
      consumerOptions(options);
      options.put("groupId", topic);
      options.put("consumersCount", consumers);
      options.put("autoOffsetReset", "earliest");
      options.put("allowManualCommit", true);
      options.put("maxPollRecords", 1);
      options.put("maxPollIntervalMs", longest.toMillis());
    } else if (template.startsWith("seda:")) {
      options.put("concurrentConsumers", consumers);
    }
    return with(topic, options);
  }

  /** Where every process hears everything that is sent from now on. */
  String broadcast(String topic, String process) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (kafka()) {
      consumerOptions(options);
      options.put("groupId", topic + "-" + process);
      options.put("autoOffsetReset", "latest");
    } else if (template.startsWith("seda:")) {
      options.put("multipleConsumers", true);
    }
    return with(topic, options);
  }

  /** Where a broadcast is sent; some transports want both ends to agree. */
  String broadcaster(String topic) {
    if (!template.startsWith("seda:")) {
      return producer(topic);
    }
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("multipleConsumers", true);
    return with(topic, options);
  }

  private static void consumerOptions(Map<String, Object> options) {
    options.put("valueDeserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    options.put("autoCommitEnable", false);
    // What is there is fetched at once; these are the pace of what has nothing, and of its end.
    options.put("pollTimeoutMs", 500);
    options.put("fetchWaitMaxMs", 1000);
    options.put("maxPartitionFetchBytes", MAX_MESSAGE_BYTES);
  }

  private String with(String topic, Map<String, Object> defaults) {
    String uri = template.replace("{topic}", topic);
    int query = uri.indexOf('?');
    Map<String, Object> options = new LinkedHashMap<>(defaults);
    try {
      if (query >= 0) {
        options.putAll(URISupport.parseQuery(uri.substring(query + 1)));
      }
      String address = query < 0 ? uri : uri.substring(0, query);
      return options.isEmpty() ? address : address + "?" + URISupport.createQueryString(options);
    } catch (URISyntaxException e) {
      throw new HatchetException("transportUri is \"" + template + "\", which is no address.", e);
    }
  }
}
